// Merkle trees as RFC 6962 hashes them, and their right edge, from which they go on.

import { type Bytes, joined, Malformed, sha256 } from "./bytes";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (leaf: Uint8Array) => sha256(LEAF, leaf);
export const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(NODE, left, right);
export const emptyRoot = () => sha256();

/** The root over full subtrees that stand side by side, from left to right; there is at least one. */
export async function foldRight(subtrees: readonly Bytes[]): Promise<Bytes> {
  let hash = subtrees.at(-1);
  if (!hash) throw new Error("a proof speaks of no empty row of leaves");
  for (const left of subtrees.slice(0, -1).reverse()) hash = await nodeHash(left, hash);
  return hash;
}

/** The roots of the full subtrees of a tree, one for every bit set in its size, from left to right. */
export class Frontier {
  private constructor(
    private length: number,
    private roots: Bytes[],
  ) {}

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  static fromPeaks(size: number, peaks: readonly Bytes[]): Frontier {
    if (peaks.length !== bitsOf(size)) throw new Malformed("a frontier");
    return new Frontier(size, [...peaks]);
  }

  get size(): number {
    return this.length;
  }

  get peaks(): readonly Bytes[] {
    return this.roots;
  }

  /** Adds a leaf. `completed` is told the root of every subtree that it completes, by height. */
  async append(leaf: Bytes, completed?: (height: number, hash: Bytes) => void): Promise<void> {
    let hash = leaf;
    completed?.(0, hash);
    let height = 0;
    for (let rest = this.length; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.roots.pop();
      if (!left) throw new Error("every bit that is set has its peak");
      hash = await nodeHash(left, hash);
      height += 1;
      completed?.(height, hash);
    }
    this.roots.push(hash);
    this.length += 1;
  }

  root(): Promise<Bytes> {
    return this.length === 0 ? emptyRoot() : foldRight(this.roots);
  }
}

function bitsOf(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}

/** The root of a full subtree, from a power of two of its parts. */
export async function rootOfFull(hashes: readonly Bytes[]): Promise<Bytes> {
  let row = [...hashes];
  while (row.length > 1) {
    const above: Promise<Bytes>[] = [];
    for (let at = 0; at + 1 < row.length; at += 2) {
      above.push(nodeHash(row[at] as Bytes, row[at + 1] as Bytes));
    }
    row = await Promise.all(above);
  }
  return row[0] ?? joined();
}
