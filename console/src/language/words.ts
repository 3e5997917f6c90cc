export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

type Tree = { [key: string]: string | ((...values: never[]) => string) | Tree };
export type Words<W> = Record<Language, W>;

/** The texts of one context, both languages on one page. A key that one language lacks does not compile. */
export function words<const W extends Tree>(en: W, zh: Spoken<NoInfer<W>>): Words<Spoken<W>> {
  return { en: en as Spoken<W>, zh };
}

/** The same keys with any text: what English says does not bind what Chinese says. */
export type Spoken<W> = {
  readonly [K in keyof W]: W[K] extends string ? string : W[K] extends (...values: never[]) => string ? W[K] : Spoken<W[K]>;
};

/** English only: picks the form for a count. */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many;
}
