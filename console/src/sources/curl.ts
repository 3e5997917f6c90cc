import type { CreatedSource } from "../api/types";

type Example = { evidence: string; product: string };

/** Commands that work as they are pasted: with the consent this source needs before anything is kept. */
export function curlFor(origin: string, { writeKey, consentPolicy }: CreatedSource, example: Example): string {
  const call = (method: string, path: string, body: unknown) =>
    [
      `curl -X ${method} '${origin}${path}'`,
      `  -u '${writeKey}:'`,
      "  -H 'Content-Type: application/json'",
      `  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`,
    ].join(" \\\n");

  const first = Object.keys(consentPolicy.categories)[0];
  const context =
    consentPolicy.mode === "FROM_EVENT" && first
      ? { context: { consent: { categoryPreferences: { [first]: true } } } }
      : {};
  const track = call("POST", "/v1/track?verbose=1", {
    userId: "user-1",
    event: "Product Viewed",
    properties: { name: example.product, category: "tea", price: 4.5 },
    ...context,
  });
  if (consentPolicy.mode !== "REQUIRED") {
    return track;
  }
  const consent = call("PUT", "/api/consents/collection", {
    identifier: { type: "user_id", value: "user-1" },
    state: "granted",
    evidence: { statement: example.evidence },
  });
  return `${consent}\n\n${track}`;
}
