import { afterEach, describe, expect, it, vi } from "vitest";
import { api, authenticate, Problem } from "../../src/api/client";
import { readSearch } from "../../src/customers/search";
import { curlFor } from "../../src/sources/curl";
import { percentOf, secondsLeft } from "../../src/views/progress";
import { gather } from "../../src/views/hours";
import type { Replay } from "../../src/api/types";

afterEach(() => void vi.unstubAllGlobals());

describe("the search box", () => {
  it("tells an identifier from free text", () => {
    expect(readSearch("email: ada@example.com")).toEqual({ identifier: "email:ada@example.com", type: "email" });
    expect(readSearch(" ada@example.com ")).toEqual({ identifier: "email:ada@example.com", type: "email" });
    expect(readSearch("user_id:17850")).toEqual({ identifier: "user_id:17850", type: "user_id" });
    expect(readSearch("United Kingdom")).toEqual({ q: "United Kingdom" });
  });
});

describe("the client", () => {
  const answers = (...responses: Response[]) => {
    const fetched = vi.fn(async (_path: string) => responses.shift()!);
    vi.stubGlobal("fetch", fetched);
    return fetched;
  };

  it("shows a problem's own words and code", async () => {
    answers(new Response(JSON.stringify({ code: "rule-invalid", detail: "No such trait at /all/0" }), { status: 422 }));
    const failure: unknown = await api.vocabulary().catch((problem: unknown) => problem);
    expect(failure).toBeInstanceOf(Problem);
    expect(failure).toMatchObject({ status: 422, code: "rule-invalid", message: "No such trait at /all/0" });
  });

  it("says so when nobody answers, and when the answer is no problem document", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
    await expect(api.views()).rejects.toMatchObject({ status: 0, code: "unreachable" });
    answers(new Response("<html>", { status: 502, statusText: "Bad Gateway" }));
    await expect(api.views()).rejects.toMatchObject({ status: 502, code: "http-502", message: "Bad Gateway" });
  });

  it("asks to see what was just written", async () => {
    authenticate("t", () => {});
    const fetched = answers(
      Response.json({ position: 42 }, { headers: { "Annals-Position": "42" } }),
      Response.json({}),
    );
    await api.decideConsent("c", "marketing", { state: "granted", evidence: { statement: "x" } });
    await api.customer("c", {});
    expect(fetched.mock.calls[1]![0]).toBe("/api/customers/c?minPosition=42");
  });
});

describe("a replay's progress", () => {
  const replay = { state: "building", position: 250, target: 1000, eventsPerSecond: 50 } as Replay;

  it("is never done before it is", () => {
    expect(percentOf(replay)).toBe(25);
    expect(percentOf({ ...replay, position: 1000 })).toBe(99);
    expect(percentOf({ ...replay, state: "switched" })).toBe(100);
    expect(percentOf({ ...replay, target: 0 })).toBe(0);
  });

  it("says how long it takes when that is known", () => {
    expect(secondsLeft(replay)).toBe(15);
    expect(secondsLeft({ ...replay, eventsPerSecond: 0 })).toBeNull();
    expect(secondsLeft({ ...replay, state: "comparing" })).toBeNull();
  });
});

describe("refusals", () => {
  it("become one row per source and reason with its hours", () => {
    const now = Date.parse("2026-03-01T12:30:00Z");
    const one = { source: "shop", kind: "track", reason: "consent-missing" };
    const [row] = gather(
      [{ ...one, hour: "2026-03-01T12:00:00Z", count: 2 }, { ...one, hour: "2026-03-01T10:00:00Z", count: 5 }],
      now,
    );
    expect(row!.count).toBe(7);
    expect(row!.hours.slice(-3)).toEqual([5, 0, 2]);
  });
});

describe("the curl example", () => {
  const source = { sourceId: "s", name: "Till", writeKey: "wk" };
  const none = { categories: {}, purposes: [], statement: "" };
  const words = { evidence: "d'accord", product: "Green tea" };

  it("grants first where consent is required, and survives the shell", () => {
    const lines = curlFor("http://a", { ...source, consentPolicy: { ...none, mode: "REQUIRED" } }, words);
    expect(lines.indexOf("/api/consents/collection")).toBeLessThan(lines.indexOf("/v1/track"));
    expect(lines).toContain("-u 'wk:'");
    expect(lines).toContain("d'\\''accord");
  });

  it("carries the consent along where it comes with the event", () => {
    const lines = curlFor(
      "http://a",
      { ...source, consentPolicy: { ...none, mode: "FROM_EVENT", categories: { ads: ["marketing"] } } },
      words,
    );
    expect(lines).toContain('"categoryPreferences":{"ads":true}');
    expect(lines).not.toContain("/api/consents");
  });
});
