// Proofs that a leaf is in a tree, and that a tree is the beginning of another (RFC 6962, sections 2.1.1 and 2.1.2).

import { type Bytes, Malformed, same } from "./bytes";
import { type Tile, tileIn, tilePath } from "./tile";
import { emptyRoot, foldRight, nodeHash, rootOfFull } from "./tree";

/** Leaves from one on, up to another that is not among them. */
interface Range {
  start: number;
  end: number;
}

interface Step {
  sibling: Range;
  isLeft: boolean;
}

/** Where a row of at least two leaves is split: at the largest power of two below its length. */
function middleOf({ start, end }: Range): number {
  let length = 1;
  while (length * 2 < end - start) length *= 2;
  return start + length;
}

/** One step down: to the half that is wanted, with the other beside it. */
function stepDown(leaves: Range, goesLeft: (middle: number) => boolean): [Range, Step] {
  const middle = middleOf(leaves);
  const left = { start: leaves.start, end: middle };
  const right = { start: middle, end: leaves.end };
  return goesLeft(middle)
    ? [left, { sibling: right, isLeft: false }]
    : [right, { sibling: left, isLeft: true }];
}

function inclusionPath(index: number, size: number): Step[] {
  if (index >= size) throw new Malformed("an index");
  const steps: Step[] = [];
  let leaves: Range = { start: 0, end: size };
  while (leaves.end - leaves.start > 1) {
    const [half, step] = stepDown(leaves, (middle) => index < middle);
    steps.unshift(step);
    leaves = half;
  }
  return steps;
}

/** `start` is what stands under the first hash of the proof, unless that is the old root itself. */
function consistencyPath(old: number, size: number): { start: Range | null; steps: Step[] } {
  const steps: Step[] = [];
  if (old === 0) return { start: null, steps };
  let leaves: Range = { start: 0, end: size };
  while (leaves.end !== old) {
    const [half, step] = stepDown(leaves, (middle) => old <= middle);
    steps.unshift(step);
    leaves = half;
  }
  return { start: leaves.start === 0 ? null : leaves, steps };
}

/** Whether the leaf of this hash stands at this index of the tree of this size and root. */
export async function isIncluded(
  leaf: Bytes,
  index: number,
  size: number,
  root: Bytes,
  proof: readonly Bytes[],
): Promise<boolean> {
  if (index >= size) return false;
  const path = inclusionPath(index, size);
  if (path.length !== proof.length) return false;
  let hash = leaf;
  for (const [at, sibling] of proof.entries()) {
    hash = await (path[at]?.isLeft ? nodeHash(sibling, hash) : nodeHash(hash, sibling));
  }
  return same(hash, root);
}

export interface Head {
  size: number;
  root: Bytes;
}

/** Whether the older tree is the beginning of the newer one. */
export async function isBeginning(
  older: Head,
  newer: Head,
  proof: readonly Bytes[],
): Promise<boolean> {
  if (older.size > newer.size) return false;
  if (older.size === 0) {
    const isSame = newer.size > 0 || same(older.root, newer.root);
    return proof.length === 0 && isSame && same(older.root, await emptyRoot());
  }
  const { start, steps } = consistencyPath(older.size, newer.size);
  const [first, ...rest] = start ? proof : [older.root, ...proof];
  if (!first || rest.length !== steps.length) return false;
  let [old, now] = [first, first];
  for (const [at, sibling] of rest.entries()) {
    if (steps[at]?.isLeft) {
      old = await nodeHash(sibling, old);
      now = await nodeHash(sibling, now);
    } else {
      now = await nodeHash(now, sibling);
    }
  }
  return same(old, older.root) && same(now, newer.root);
}

/** The proof that a tree of the old size is the beginning of one of the new size, from the latter's tiles. */
export async function proveBeginning(
  old: number,
  size: number,
  read: (tile: Tile) => Promise<Bytes[]>,
): Promise<Bytes[]> {
  const known = new Map<string, Promise<Bytes[]>>();
  const once = (tile: Tile) => {
    const path = tilePath(tile);
    const reading = known.get(path) ?? read(tile);
    known.set(path, reading);
    return reading;
  };
  const { start, steps } = consistencyPath(old, size);
  const ranges = [...(start ? [start] : []), ...steps.map(({ sibling }) => sibling)];
  const proof: Bytes[] = [];
  for (const range of ranges) {
    const roots: Bytes[] = [];
    for (const subtree of subtreesOf(range)) roots.push(await hashOf(subtree, size, once));
    proof.push(await foldRight(roots));
  }
  return proof;
}

/** `2^height` leaves, from leaf `index * 2^height` on. */
interface Subtree {
  height: number;
  index: number;
}

function subtreesOf({ start, end }: Range): Subtree[] {
  const found: Subtree[] = [];
  let at = start;
  while (at < end) {
    let height = 0;
    while (2 ** (height + 1) <= end - at) height += 1;
    found.push({ height, index: at / 2 ** height });
    at += 2 ** height;
  }
  return found;
}

async function hashOf(
  { height, index }: Subtree,
  size: number,
  read: (tile: Tile) => Promise<Bytes[]>,
): Promise<Bytes> {
  const level = Math.floor(height / 8);
  const width = 2 ** (height % 8);
  const tile = tileIn(level, Math.floor((index * width) / 256), size);
  if (!tile) throw new Malformed("a tile");
  const first = (index * width) % 256;
  const parts = (await read(tile)).slice(first, first + width);
  if (parts.length !== width) throw new Malformed("a tile");
  return rootOfFull(parts);
}
