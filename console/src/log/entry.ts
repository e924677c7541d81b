// What the log holds of an event, and what lies beside it (docs/formats.md, section 5).

import { type Bytes, hexOf, joined, Malformed, numberAt, sha256, utf8 } from "./bytes";
import type { TreeName } from "./checkpoint";

const ENTRY_BYTES = 113;
const FORMAT = 0x01;

/** Commitments, and a place in the chain of the server run that wrote it. */
export interface Entry {
  writer: string;
  sequence: number;
  previous: Bytes;
  header: Bytes;
  bodies: Bytes;
}

export function readEntry(bytes: Bytes): Entry {
  if (bytes[0] !== FORMAT || bytes.length !== ENTRY_BYTES) throw new Malformed("an entry");
  const sequence = numberAt(bytes, 9);
  if (sequence === 0) throw new Malformed("an entry");
  return {
    writer: hexOf(bytes.slice(1, 9)),
    sequence,
    previous: bytes.slice(17, 49),
    header: bytes.slice(49, 81),
    bodies: bytes.slice(81, 113),
  };
}

export const eventName = (tree: TreeName, writer: string, sequence: number) =>
  `${tree === "changes" ? "c" : "a"}-${writer}-${sequence}`;

const NONCE_BYTES = 32;
const KEY_BYTES = 17;
const HEAD_BYTES = KEY_BYTES + 4;

/** The commitment to a header, from what is stored of it: its nonce, then itself. */
export function headerCommitment(stored: Bytes): Promise<Bytes> {
  if (stored.length < NONCE_BYTES) throw new Malformed("a header");
  return sha256(utf8("ribcage header 1"), stored);
}

export interface Bodies {
  commitment: Bytes;
  present: number;
  gone: number;
}

/** The commitment to bodies, from their slots. Of a body that was erased the hash is left. */
export async function bodiesCommitment(slots: Bytes): Promise<Bodies> {
  const hashes: (Bytes | Promise<Bytes>)[] = [];
  let [at, gone] = [0, 0];
  while (at < slots.length) {
    const key = slots.slice(at, at + KEY_BYTES);
    if (slots.length < at + HEAD_BYTES) throw new Malformed("a slot");
    const length = new DataView(slots.buffer, slots.byteOffset + at + KEY_BYTES).getUint32(0);
    const message = slots.slice(at + HEAD_BYTES, at + HEAD_BYTES + length);
    if (message.length !== length) throw new Malformed("a slot");
    at += HEAD_BYTES + length;
    if (key[0] !== 0) {
      hashes.push(sha256(utf8("ribcage body 1"), key, message));
      continue;
    }
    if (key.some((byte) => byte !== 0) || length !== 32) throw new Malformed("a slot");
    gone += 1;
    hashes.push(message);
  }
  const all = await Promise.all(hashes);
  const commitment = await sha256(utf8("ribcage bodies 1"), joined(...all));
  return { commitment, present: all.length - gone, gone };
}
