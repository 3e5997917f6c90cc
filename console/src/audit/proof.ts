import type { InclusionProof } from "../api/types";

/** What a browser found out by itself; `signature` is null where it does not know Ed25519. */
export type Checked = { event: boolean; path: boolean; head: boolean; key: boolean; signature: boolean | null; keyId: string };

const LEAF = 0;
const NODE = 1;

/** Checks a proof as docs/ledger.md says, believing nothing but the signature: from the event's bytes up to the signed head. */
export async function check({ position, entry, leaf, path, head }: InclusionProof): Promise<Checked> {
  const [, size, root, , , keyId] = head.statement.split(" ") as string[];
  const publicKey = fromBase64(head.keyStatement.split(" ")[2]!);
  const found = await sha256(LEAF, fromBase64(entry));
  return {
    event: toHex(found) === leaf,
    path: toHex(await climb(found, position - 1, Number(size) - 1, path.map(fromHex))) === root,
    head: size === String(head.size) && root === head.root,
    key: toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", publicKey))).startsWith(keyId!),
    signature: await signed(head.statement, publicKey),
    keyId: keyId!,
  };
}

/** RFC 9162, section 2.1.3.2; no hash when the path does not fit the tree. */
async function climb(leaf: Uint8Array<ArrayBuffer>, from: number, to: number, path: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  let hash = leaf;
  for (const sibling of path) {
    if (to === 0) {
      return new Uint8Array();
    }
    const onRight = from % 2 === 1 || from === to;
    hash = onRight ? await sha256(NODE, sibling, hash) : await sha256(NODE, hash, sibling);
    while (onRight && from % 2 === 0 && from > 0) {
      [from, to] = [Math.floor(from / 2), Math.floor(to / 2)];
    }
    [from, to] = [Math.floor(from / 2), Math.floor(to / 2)];
  }
  return to === 0 ? hash : new Uint8Array();
}

async function signed(statement: string, publicKey: Uint8Array<ArrayBuffer>): Promise<boolean | null> {
  const end = statement.lastIndexOf(" ");
  try {
    const key = await crypto.subtle.importKey("spki", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, fromBase64(statement.slice(end + 1)), new TextEncoder().encode(statement.slice(0, end)));
  } catch (unknown) {
    if (unknown instanceof DOMException && unknown.name === "NotSupportedError") {
      return null;
    }
    throw unknown;
  }
}

async function sha256(tag: number, ...parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob([Uint8Array.of(tag), ...parts]).arrayBuffer()));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
