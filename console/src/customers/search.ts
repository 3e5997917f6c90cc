export type Search = { q: string } | { identifier: string; type: string };

const TYPED = /^([a-z][a-z0-9_]*):\s*(\S.*)$/;
const EMAIL = /^\S+@\S+\.\S+$/;

/** One box for both questions: `type:value` and anything that looks like an e-mail address are exact identifiers. */
export function readSearch(text: string): Search {
  const trimmed = text.trim();
  const typed = TYPED.exec(trimmed);
  if (typed) {
    return { identifier: `${typed[1]}:${typed[2]}`, type: typed[1]! };
  }
  if (EMAIL.test(trimmed)) {
    return { identifier: `email:${trimmed}`, type: "email" };
  }
  return { q: trimmed };
}
