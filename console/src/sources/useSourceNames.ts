import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";

/** Events and refusals name a source by its id; people know its name. What is no source keeps its own name. */
export function useSourceNames(): (sourceId: string) => string {
  const { data } = useQuery({ queryKey: ["sources"], queryFn: ({ signal }) => api.sources(signal), staleTime: 60_000 });
  return (sourceId) => data?.sources.find((source) => source.sourceId === sourceId)?.name ?? sourceId;
}
