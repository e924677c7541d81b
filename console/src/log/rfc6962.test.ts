import { expect, test } from "vitest";
import { type Bytes, fromHex, hexOf, joined, utf8 } from "./bytes";
import { isBeginning, isIncluded, proveBeginning } from "./proof";
import { growthOf, rootOf, wayOf } from "./testing";
import { bundlePath, hashesOf, TILE_WIDTH, type Tile, tileIn, tilePath } from "./tile";
import { Frontier, leafHash } from "./tree";

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
