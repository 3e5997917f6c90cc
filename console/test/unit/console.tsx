import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { vi } from "vitest";
import { App } from "../../src/App";
import type { Language } from "../../src/language/words";
import { fakeServer, TOKEN } from "../fake/server.mjs";

export type Asked = { method: string; path: string; body: unknown };

/** The whole console in front of a fresh made-up shop; `asked` holds every request in order. */
export function openConsole(hash: string, { language = "en" as Language, token = TOKEN as string | null } = {}) {
  const answer = fakeServer();
  const asked: Asked[] = [];
  let refused = false;
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ method: init.method!, path, body: init.body ? JSON.parse(String(init.body)) : null });
    const { signal, ...rest } = init;
    const headers = new Headers(init.headers);
    if (refused) {
      headers.delete("Authorization");
    }
    return answer(new Request(`http://fake${path}`, { ...rest, headers }));
  });
  localStorage.setItem("annals-language", language);
  if (token) {
    sessionStorage.setItem("annals-token", token);
  }
  window.location.hash = hash;
  render(<App />);
  return {
    asked,
    user: userEvent.setup({ delay: null }),
    refuseTokens: () => {
      refused = true;
    },
  };
}
