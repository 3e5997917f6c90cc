import { describe, expect, it } from "vitest";
import { tell } from "../../src/audit/describe";
import { timeScale } from "../../src/audit/timeScale";
import { auditWords } from "../../src/audit/words";
import { customerWords } from "../../src/customers/words";
import type { RecordedEvent } from "../../src/api/types";

const DAY = 86_400_000;

describe("the slider's axis", () => {
  it("is linear while no quiet time is long", () => {
    const { shareOf, brokenAt } = timeScale([0, 1 * DAY, 2 * DAY, 3 * DAY, 4 * DAY], 5 * DAY);
    expect(shareOf(0)).toBe(0);
    expect(shareOf(2 * DAY)).toBeCloseTo(0.4);
    expect(brokenAt).toBeNull();
  });

  it("gives a quarter to years of silence, so that old history can be walked", () => {
    const { shareOf, brokenAt } = timeScale([0, 100 * DAY, 200 * DAY, 300 * DAY], 5000 * DAY);
    expect(shareOf(300 * DAY)).toBeCloseTo(0.75);
    expect(brokenAt).toBeCloseTo(0.875);
  });

  it("finds its way back from every share", () => {
    const { shareOf, instantAt } = timeScale([0, 3 * DAY, 400 * DAY, 420 * DAY], 430 * DAY);
    for (let share = 0; share <= 1; share += 0.05) {
      expect(shareOf(instantAt(share))).toBeCloseTo(share, 6);
    }
  });

  it("bears a customer who was first seen just now", () => {
    const { shareOf, instantAt } = timeScale([7], 7);
    expect([shareOf(7), instantAt(0.3)]).toEqual([1, 7]);
  });
});

describe("an event in words", () => {
  const told = (name: string, event: Record<string, unknown>) =>
    tell({ name, event } as RecordedEvent, auditWords.en, customerWords.en);

  it("names the behaviour and its properties", () => {
    const behavior = { kind: "track", name: "Order Completed", properties: { revenue: 12.5, products: [1, 2] } };
    expect(told("behavior-recorded", { behavior })).toEqual({
      kind: "behavior",
      title: "Order Completed",
      line: "",
      facts: [["revenue", "12.5"], ["products", "×2"]],
    });
  });

  it("quotes the evidence of a consent", () => {
    expect(told("consent-withdrawn", { purpose: "marketing", evidence: { statement: "by phone" } }).line).toBe(
      "Marketing: “by phone”",
    );
  });

  it("says which trait was taken away", () => {
    expect(told("traits-changed", { traits: { city: null } }).facts).toEqual([["city", "removed"]]);
  });

  it("shows an event it does not know", () => {
    expect(told("tea-spilled", { cups: 2 })).toMatchObject({ kind: "other", title: "tea-spilled", facts: [["cups", "2"]] });
  });
});
