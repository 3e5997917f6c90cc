import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { api, authenticate } from "../api/client";
import type { Session } from "../api/types";
import { Starting } from "../shell/Starting";
import { SignIn } from "./SignIn";

const KEPT = "annals-token";

const SignedIn = createContext<(Session & { signOut: () => void }) | null>(null);

/** Only below the provider, where somebody is signed in. */
export function useSession() {
  return use(SignedIn)!;
}

/** Shows the sign-in page until the server has confirmed the token, and again as soon as it answers 401. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [token, setToken] = useState(() => sessionStorage.getItem(KEPT));
  const [notice, setNotice] = useState<"refused" | "expired" | null>(null);

  const leave = useCallback(
    (why: "refused" | "expired" | null) => {
      sessionStorage.removeItem(KEPT);
      setToken(null);
      setNotice(why);
      queries.clear();
    },
    [queries],
  );
  const confirmed = queries.getQueryData(["session", token]) !== undefined;
  authenticate(token, () => leave(confirmed ? "expired" : "refused"));

  const session = useQuery({
    queryKey: ["session", token],
    queryFn: ({ signal }) => api.session(signal),
    enabled: token !== null,
    staleTime: Infinity,
  });
  const value = useMemo(
    () => session.data && { ...session.data, signOut: () => leave(null) },
    [session.data, leave],
  );

  if (token !== null && session.isPending) {
    return <Starting />;
  }
  if (token === null || !value) {
    return (
      <SignIn
        notice={notice}
        failure={session.error}
        onToken={(next) => {
          sessionStorage.setItem(KEPT, next);
          setNotice(null);
          if (next === token) {
            void session.refetch();
          }
          setToken(next);
        }}
      />
    );
  }
  return <SignedIn value={value}>{children}</SignedIn>;
}
