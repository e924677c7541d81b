// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { fromHex, hexOf } from "./bytes";
import { openCheckpoint } from "./checkpoint";
import { bodiesCommitment, headerCommitment, readEntry } from "./entry";
import { openNote, readKey } from "./note";
import { decodeState, encodeState } from "./state";
import { Shown } from "./testing";
import { leafHash } from "./tree";
import { verify } from "./verify";

const hex = (text: string) => fromHex(text, text.length / 2);

// The vectors of docs/formats.md, section 5, as crates/ledger/tests/ledger/own_vectors.rs has them.
const SLOTS =
  "0100000000000000000000000000000001000000187365616c656420626f6479206f6620746865206576656e74" +
  "02000102030405060708090a0b0c0d0e0f000000177365616c656420626f6479206f66206120706572736f6e";
const ERASED_SLOTS =
  "0100000000000000000000000000000001000000187365616c656420626f6479206f6620746865206576656e74" +
  "000000000000000000000000000000000000000020f7853733c9efb852309e94dc3b61e1ec086c2e2a072dc76fd4e01e05bf16249b";
const BODIES = "b51933aec9beeed8075f5cef348772efa6afa3492bd43495513f4ce1c557f80d";
const HEADER = "39b78521a653a98501fc79b540ba3490794695e00f4c7c0df86fdda769878126";
const ENTRY =
  "010123456789abcdef0000000000000002b14543cb455dc7b1e46998ad21e4e35d135dfa15d969f5596abd41a7193612ce" +
  HEADER +
  BODIES;
const KEY =
  "ribcage/101112131415161718191a1b1c1d1e1f+221c75ab+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
const CHECKPOINT = `ribcage/101112131415161718191a1b1c1d1e1f/202122232425262728292a2b2c2d2e2f
11
E08iDjqdAEQ3oA1UfAa7zTzmXrb98wr7U63qrpDBMzU=

— ribcage/101112131415161718191a1b1c1d1e1f Ihx1qxd4d0s+Gb3k36DzK4guSEdl/gRbN3tDBAoUgwaIRKjRy1eaf65xSMVdo/Yp7sl/HOr2g0elnTRATtsJcapsYAg=
`;

test("entries and commitments are those of the format", async () => {
  const entry = readEntry(hex(ENTRY));
  expect([entry.writer, entry.sequence]).toEqual(["0123456789abcdef", 2]);
  expect(hexOf(await leafHash(hex(ENTRY)))).toBe(
    "2c423ba8a07df244ca860d5881c8f5c07ddf77614428267a6ffcdba714f22748",
  );
  for (const [slots, present, gone] of [
    [SLOTS, 2, 0],
    [ERASED_SLOTS, 1, 1],
  ] as const) {
    const bodies = await bodiesCommitment(hex(slots));
    expect([hexOf(bodies.commitment), bodies.present, bodies.gone]).toEqual([
      BODIES,
      present,
      gone,
    ]);
  }
  for (const wrong of [SLOTS.slice(0, -2), `00${SLOTS.slice(2)}`]) {
    await expect(bodiesCommitment(hex(wrong))).rejects.toThrow();
  }
  expect(() => readEntry(hex(`02${ENTRY.slice(2)}`))).toThrow();
  expect(() => readEntry(hex(ENTRY.slice(2)))).toThrow();
  expect(() => headerCommitment(new Uint8Array(31))).toThrow();
});

test("a signed checkpoint opens with its key, and with no other", async () => {
  const key = await readKey(KEY);
  const checkpoint = await openCheckpoint(CHECKPOINT, key, "changes");
  expect(checkpoint).toMatchObject({ log: "202122232425262728292a2b2c2d2e2f", size: 11 });
  expect(await openNote(CHECKPOINT.replace("\n11\n", "\n12\n"), key)).toEqual({
    isGood: false,
    why: "signature",
  });
  await expect(readKey(KEY.replace("221c75ab", "221c75ac"))).rejects.toThrow();
  await expect(readKey(KEY.replace("AQOh", "AgOh"))).rejects.toThrow();
});

test("a browser that knows no such signatures says so, and takes nothing for good or bad", async () => {
  const importing = vi.spyOn(crypto.subtle, "importKey");
  importing.mockRejectedValue(new DOMException("", "NotSupportedError"));
  const opening = openCheckpoint(CHECKPOINT, await readKey(KEY), "changes");
  await expect(opening).rejects.toMatchObject({ code: "noEd25519" });
  importing.mockRestore();
});

test("a log that a server wrote holds, and is remembered as ribcage log verify remembers it", async () => {
  const real = JSON.parse(readFileSync("src/log/real-log.json", "utf8"));
  const shown = new Shown();
  for (const [path, text] of Object.entries<string>(real.texts)) shown.put(path, text);
  for (const [path, text] of Object.entries<string>(real.bytes)) {
    shown.files.set(path, Uint8Array.from(Buffer.from(text, "base64")));
  }
  const wish = { remembered: null, everything: true, reconcile: false };
  const { report, state } = await verify(shown, wish, () => {});
  expect(report.trees.changes).toMatchObject({ size: 5, writers: 2, records: 5, gone: 0 });
  expect(report.trees.access).toMatchObject({ size: 2, writers: 1, records: 2 });
  expect(encodeState(state)).toBe(real.state);
  expect(encodeState(await decodeState(real.state))).toBe(real.state);
});
