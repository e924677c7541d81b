// @vitest-environment node
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Bytes, fromHex, hexOf, joined, utf8 } from "./bytes";
import { openCheckpoint } from "./checkpoint";
import { bodiesCommitment, headerCommitment, readEntry } from "./entry";
import { openNote, readKey } from "./note";
import { isBeginning, isIncluded, proveBeginning } from "./proof";
import { decodeState, encodeState } from "./state";
import { growthOf, rootOf, Shown, wayOf } from "./testing";
import { bundlePath, hashesOf, TILE_WIDTH, type Tile, tileIn, tilePath } from "./tile";
import { Frontier, leafHash } from "./tree";
import { verify } from "./verify";

const hex = (text: string) => fromHex(text, text.length / 2);

// The eight leaves of the Certificate Transparency reference implementation's Merkle tests, the roots after each, and
// its proofs (RFC 6962).
const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const INCLUSION: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
];
const CONSISTENCY: [old: number, size: number, proof: string[]][] = [
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [
    2,
    5,
    [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
  [
    6,
    7,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
];

const leafHashes = () => Promise.all(LEAVES.map((leaf) => leafHash(hex(leaf))));
const rootAt = (size: number) => hex(ROOTS[size] ?? "");

test("the roots of the reference leaves are the published ones", async () => {
  const frontier = Frontier.empty();
  for (const [size, leaf] of (await leafHashes()).entries()) {
    expect(hexOf(await frontier.root())).toBe(ROOTS[size]);
    await frontier.append(leaf);
  }
  expect(hexOf(await frontier.root())).toBe(ROOTS[8]);
});

test("the published proofs of inclusion hold, and no others", async () => {
  const leaves = await leafHashes();
  for (const [index, size, texts] of INCLUSION) {
    const proof = texts.map(hex);
    const holds = (at: number, way: Bytes[], root = rootAt(size)) =>
      isIncluded(leaves[index] as Bytes, at, size, root, way);
    expect(await holds(index, proof)).toBe(true);
    expect(await holds(index + 1, proof)).toBe(false);
    expect(await holds(index, proof, rootAt(size - 1))).toBe(false);
    expect(await holds(index, [...proof, rootAt(0)])).toBe(false);
    if (proof.length > 0) expect(await holds(index, proof.slice(1))).toBe(false);
  }
});

test("the published proofs of growth hold, and no others", async () => {
  for (const [old, size, texts] of CONSISTENCY) {
    const proof = texts.map(hex);
    const older = { size: old, root: rootAt(old) };
    const newer = { size, root: rootAt(size) };
    expect(await isBeginning(older, newer, proof)).toBe(true);
    expect(await isBeginning({ ...older, root: rootAt(0) }, newer, proof)).toBe(false);
    expect(await isBeginning(older, { ...newer, root: rootAt(0) }, proof)).toBe(false);
    expect(await isBeginning(older, newer, [...proof, rootAt(0)])).toBe(false);
    if (size > old) expect(await isBeginning(newer, older, proof)).toBe(false);
  }
});

test("proofs of growth are made from tiles, over the edges of tiles too", async () => {
  const leaves = await Promise.all(
    Array.from({ length: 530 }, (_, number) => leafHash(utf8(String(number)))),
  );
  const upper: Bytes[] = [];
  for (let start = 0; start + TILE_WIDTH <= leaves.length; start += TILE_WIDTH) {
    upper.push(await rootOf(leaves.slice(start, start + TILE_WIDTH)));
  }
  const read = async ({ level, index, width }: Tile) => {
    const row = level === 0 ? leaves : upper;
    return hashesOf(joined(...row.slice(index * TILE_WIDTH, index * TILE_WIDTH + width)));
  };
  for (const [old, size] of [
    [0, 5],
    [1, 530],
    [255, 256],
    [256, 257],
    [300, 512],
    [512, 530],
    [530, 530],
  ] as const) {
    const proof = await proveBeginning(old, size, read);
    const wanted = await growthOf(old, leaves.slice(0, size));
    expect(proof.map(hexOf), `${old} of ${size}`).toEqual(wanted.map(hexOf));
    const head = async (count: number) => ({
      size: count,
      root: await rootOf(leaves.slice(0, count)),
    });
    expect(await isBeginning(await head(old), await head(size), proof)).toBe(true);
  }
  const way = await wayOf(300, leaves);
  expect(await isIncluded(leaves[300] as Bytes, 300, 530, await rootOf(leaves), way)).toBe(true);
});

test("tiles are spelled as C2SP says", () => {
  expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe("0/x001/x234/067");
  expect(tilePath({ level: 3, index: 5, width: 17 })).toBe("3/005.p/17");
  expect(bundlePath(1, 600)).toBe("entries/001");
  expect(bundlePath(2, 600)).toBe("entries/002.p/88");
  expect(tileIn(1, 0, 600)).toEqual({ level: 1, index: 0, width: 2 });
  expect(tileIn(1, 0, 255)).toBeNull();
  expect(tileIn(4, 0, 2 ** 45)).toEqual({ level: 4, index: 0, width: 256 });
});

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
