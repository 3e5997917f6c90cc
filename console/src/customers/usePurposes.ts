import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { useLanguage } from "../language/language";

export type PurposeNamed = { purpose: string; name: string; means: string };

/** What people are asked for, as they are told; empty until it is known. */
export function usePurposes(): PurposeNamed[] {
  const { language } = useLanguage();
  const { data } = useQuery({ queryKey: ["purposes"], queryFn: ({ signal }) => api.purposes(signal), staleTime: 60_000 });
  return (data?.purposes ?? []).map(({ terms: { purpose, notice } }) => ({
    purpose,
    name: notice.texts[language]?.name ?? purpose,
    means: notice.texts[language]?.text ?? "",
  }));
}
