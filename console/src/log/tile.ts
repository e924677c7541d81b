// Where hashes and entries stand (C2SP tlog-tiles): coordinates, paths, and what the bytes of tiles and bundles hold.

import { type Bytes, Malformed } from "./bytes";

/** How many hashes a full tile has, and how many entries a full bundle. */
export const TILE_WIDTH = 256;
/** More levels than any tree has whose size is a number of JavaScript. */
export const TILE_LEVELS = 8;
const HASH_BYTES = 32;

/** A tile of hashes: at level 0 of leaves, above of full tiles of the level below. */
export interface Tile {
  level: number;
  index: number;
  width: number;
}

/** The tile at this level and index as it is in a tree of this size, if there is one. */
export function tileIn(level: number, index: number, size: number): Tile | null {
  const rest = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return rest > 0 ? { level, index, width: Math.min(rest, TILE_WIDTH) } : null;
}

/** The path of a tile under `tile/`. */
export const tilePath = ({ level, index, width }: Tile) => `${level}/${place(index, width)}`;

/** The path of the bundle of entries beside a tile of the leaves. */
export const bundlePath = (index: number, size: number) =>
  `entries/${place(index, tileIn(0, index, size)?.width ?? 0)}`;

function place(index: number, width: number): string {
  const groups: string[] = [];
  let rest = index;
  do {
    groups.unshift(`${groups.length > 0 ? "x" : ""}${String(rest % 1000).padStart(3, "0")}`);
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return groups.join("/") + (width === TILE_WIDTH ? "" : `.p/${width}`);
}

/** The hashes of a tile. */
export function hashesOf(bytes: Bytes): Bytes[] {
  const count = bytes.length / HASH_BYTES;
  if (!Number.isInteger(count) || count < 1 || count > TILE_WIDTH) throw new Malformed("a tile");
  return Array.from({ length: count }, (_, at) =>
    bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** The entries of a bundle, each of which stands after its length. */
export function entriesOf(bytes: Bytes): Bytes[] {
  const entries: Bytes[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + 2 + ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
    if (at + 2 > bytes.length || end > bytes.length) throw new Malformed("a bundle");
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  if (entries.length === 0 || entries.length > TILE_WIDTH) throw new Malformed("a bundle");
  return entries;
}
