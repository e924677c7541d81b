// C2SP signed notes with Ed25519: texts that anybody can verify with one line of text as key.

import {
  type Bytes,
  base64Of,
  fromBase64,
  hexOf,
  joined,
  Malformed,
  same,
  sha256,
  utf8,
} from "./bytes";
import { verifyEd25519 } from "./ed25519";

const ED25519 = 0x01;
const KEY_BYTES = 32;
const ID_BYTES = 4;
const SIGNATURES_MOST = 64;
const NOTE_MOST = 256 * 1024;

/** What verifies the notes of one signer, written `<name>+<id>+<base64 of type and key>`. */
export interface VerifierKey {
  text: string;
  name: string;
  id: string;
  publicKey: Bytes;
}

/** Reads a key, whose id must fit its name and key. */
export async function readKey(text: string): Promise<VerifierKey> {
  const [name = "", id = "", ...rest] = text.split("+");
  const key = fromBase64(rest.join("+"));
  if (!isName(name) || key[0] !== ED25519 || key.length !== 1 + KEY_BYTES) {
    throw new Malformed("a verifier key");
  }
  const hash = await sha256(utf8(`${name}\n`), key);
  if (hexOf(hash.slice(0, ID_BYTES)) !== id) throw new Malformed("a verifier key");
  if (`${name}+${id}+${base64Of(key)}` !== text) throw new Malformed("a verifier key");
  return { text, name, id, publicKey: key.slice(1) };
}

const isName = (name: string) => name !== "" && name.length <= 256 && !/[\s+]/.test(name);

export type Opened =
  | { isGood: true; text: string }
  | { isGood: false; why: "unsigned" | "signature" };

/** Opens a note. Signatures of other keys are passed over; one of this key that does not fit refuses the whole note. */
export async function openNote(note: string, key: VerifierKey): Promise<Opened> {
  const [text, lines] = split(note);
  let isSigned = false;
  for (const line of lines) {
    const { name, id, signature } = readSignature(line);
    if (name !== key.name || !same(id, idOf(key))) continue;
    if (!(await verifyEd25519(key.publicKey, signature, utf8(text)))) {
      return { isGood: false, why: "signature" };
    }
    isSigned = true;
  }
  return isSigned ? { isGood: true, text } : { isGood: false, why: "unsigned" };
}

const idOf = ({ id }: VerifierKey) =>
  Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Takes a note apart at its last empty line. */
function split(note: string): [string, string[]] {
  const end = note.lastIndexOf("\n\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that none of them is in it is what is checked
  const isFit = note.length <= NOTE_MOST && !/[\u0000-\u0009\u000b-\u001f]/.test(note);
  if (end < 0 || !isFit || !note.endsWith("\n")) throw new Malformed("a note");
  const lines = note
    .slice(end + 2)
    .split("\n")
    .slice(0, -1);
  if (lines.length === 0 || lines.length > SIGNATURES_MOST) throw new Malformed("a note");
  return [note.slice(0, end + 1), lines];
}

function readSignature(line: string): { name: string; id: Bytes; signature: Bytes } {
  const [, name = "", text = ""] = /^— (\S+) (\S+)$/.exec(line) ?? [];
  const bytes = fromBase64(text);
  if (!isName(name) || bytes.length <= ID_BYTES) throw new Malformed("a signature");
  return { name, id: joined(bytes.slice(0, ID_BYTES)), signature: bytes.slice(ID_BYTES) };
}
