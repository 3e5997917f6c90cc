import { createHash, generateKeyPairSync, sign } from "node:crypto";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const SPKI = publicKey.export({ type: "spki", format: "der" });
const KEY_ID = createHash("sha256").update(SPKI).digest("hex").slice(0, 32);

/** A ledger over entries of bytes, as docs/ledger.md describes it, with a key made when the tests begin. */
export function prove(entries, position) {
  const leaves = entries.map((entry) => sha(0, entry));
  return {
    position,
    entry: entries[position - 1].toString("base64"),
    leaf: leaves[position - 1].toString("hex"),
    path: path(leaves, position - 1).map((hash) => hash.toString("hex")),
    head: head(leaves),
  };
}

export function head(leaves) {
  const top = root(leaves).toString("hex");
  return {
    size: leaves.length,
    root: top,
    statement: signed(`annals-ledger-head/1 ${leaves.length} ${top} ${"0".repeat(64)} 2026-03-01T12:00:00Z ${KEY_ID}`),
    keyStatement: signed(`annals-ledger-key/1 ${KEY_ID} ${SPKI.toString("base64")} 2026-03-01T00:00:00Z ${KEY_ID}`),
    lag: 0,
  };
}

function root(leaves) {
  if (leaves.length === 1) {
    return leaves[0];
  }
  const split = splitOf(leaves);
  return sha(1, root(leaves.slice(0, split)), root(leaves.slice(split)));
}

function path(leaves, leaf) {
  if (leaves.length === 1) {
    return [];
  }
  const split = splitOf(leaves);
  return leaf < split
    ? [...path(leaves.slice(0, split), leaf), root(leaves.slice(split))]
    : [...path(leaves.slice(split), leaf - split), root(leaves.slice(0, split))];
}

/** The largest power of two below the number of leaves. */
function splitOf({ length }) {
  return 2 ** Math.floor(Math.log2(length - 1));
}

function sha(tag, ...parts) {
  return createHash("sha256").update(Buffer.of(tag)).update(Buffer.concat(parts)).digest();
}

function signed(words) {
  return `${words} ${sign(null, Buffer.from(words), privateKey).toString("base64")}`;
}
