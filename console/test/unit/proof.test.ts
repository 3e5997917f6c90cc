import { describe, expect, it } from "vitest";
import { check } from "../../src/audit/proof";
import { prove } from "../fake/ledger.mjs";

const GOOD = { event: true, path: true, head: true, key: true, signature: true };
const entries = (count: number) => Array.from({ length: count }, (_, n) => Buffer.from(`annals-event/1\n${n}`));

describe("a proof of one event", () => {
  it("is good for every event of logs of every small size", async () => {
    for (let size = 1; size <= 17; size++) {
      for (let position = 1; position <= size; position++) {
        expect(await check(prove(entries(size), position)), `${position} of ${size}`).toMatchObject(GOOD);
      }
    }
  });

  it("fails where somebody changed anything", async () => {
    const proof = prove(entries(11), 6);
    const other = prove(entries(12), 6);
    expect(await check({ ...proof, entry: other.entry.replace(/^./, "B") })).toMatchObject({ event: false, path: false });
    expect(await check({ ...proof, path: proof.path.toReversed() })).toMatchObject({ event: true, path: false });
    expect(await check({ ...proof, path: proof.path.slice(1) })).toMatchObject({ path: false });
    expect(await check({ ...proof, position: 7 })).toMatchObject({ path: false });
    expect(await check({ ...proof, head: { ...proof.head, root: other.head.root } })).toMatchObject({ head: false });
    const statement = proof.head.statement.replace(" 11 ", " 12 ");
    expect(await check({ ...proof, head: { ...proof.head, size: 12, statement } })).toMatchObject({ signature: false });
  });
});
