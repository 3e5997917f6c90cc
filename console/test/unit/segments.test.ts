import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/api/types";
import { faultsOf, groupOf, pointerOf, ruleOf, START } from "../../src/segments/rule";
import { sentenceOf } from "../../src/segments/sentence";
import { segmentWords } from "../../src/segments/words";

const rule: Rule = {
  all: [
    { did: "Product Viewed", atLeast: 3, withinDays: 30 },
    { any: [{ trait: "country", is: "in", value: ["UK", "France"] }, { total: "orders.amount", is: "gte", value: 200 }] },
    { not: { seen: "last", beforeDays: 60 } },
  ],
};

describe("a rule in words", () => {
  it("reads as a sentence in English", () => {
    expect(sentenceOf(rule, segmentWords.en, String)).toBe(
      "Customers who did “Product Viewed” at least 3 times within the last 30 days and " +
        "(whose country is one of “UK”, “France” or whose amount of orders is at least 200) and " +
        "not last seen more than 60 days ago.",
    );
  });

  it("reads as a sentence in Chinese", () => {
    expect(sentenceOf(rule, segmentWords.zh, String)).toBe(
      "符合以下条件的客户：最近 30 天内至少 3 次“Product Viewed”，且（country 属于“UK”、“France”，或订单金额至少 200），" +
        "且不符合（最近一次出现在 60 天以前）。",
    );
  });

  it("says where something is still open", () => {
    expect(sentenceOf({ did: "", atLeast: null }, segmentWords.en, String)).toContain("“…” at least … times");
  });
});

describe("groups", () => {
  it("come back as the rule they were read from", () => {
    const groups: Rule[] = [
      { all: [START] },
      { any: [START, START] },
      { not: { trait: "vip", is: "exists" } },
      { not: { any: [{ trait: "vip", is: "exists" }, START] } },
      { not: { all: [START] } },
    ];
    groups.forEach((each) => expect(ruleOf(groupOf(each)!)).toEqual(each));
  });

  it("name their children as the server does", () => {
    expect(pointerOf(rule, "", 1)).toBe("/all/1");
    expect(pointerOf({ not: START }, "/all/2", 0)).toBe("/all/2/not");
    expect(pointerOf({ not: { any: [START, START] } }, "", 1)).toBe("/not/any/1");
  });
});

describe("faults", () => {
  it("are none in a whole rule", () => expect(faultsOf(rule)).toEqual([]));

  it.each<[unknown, string, string]>([
    [null, "", "shape"],
    [{ all: [] }, "/all", "empty"],
    [{ all: [{ unknown: 1 }] }, "/all/0", "shape"],
    [{ not: { trait: "", is: "exists" } }, "/not", "name"],
    [{ trait: "country", is: "resembles", value: "UK" }, "", "test"],
    [{ trait: "country", is: "in", value: [] }, "", "value"],
    [{ total: "orders.amount", is: "gte", value: "many" }, "", "number"],
    [{ total: "orders", is: "gte", value: 1 }, "", "shape"],
    [{ seen: "last" }, "", "days"],
    [{ seen: "last", withinDays: 3, beforeDays: 9 }, "", "days"],
    [{ did: "Home", atLeast: 1, atMost: 2 }, "", "times"],
    [{ did: "Home", atLeast: 1, withinDays: 0 }, "", "days"],
  ])("%j", (json, pointer, code) => expect(faultsOf(json)).toContainEqual({ pointer, code }));
});
