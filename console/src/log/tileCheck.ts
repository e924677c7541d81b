// Holds the tiles of hashes, by which other programs follow a log, against the entries they are to be made of.

import { type Bytes, joined, Malformed, same } from "./bytes";
import type { Checkpoint, TreeName } from "./checkpoint";
import { Failure } from "./failure";
import { readHashes, type Source, tileOf } from "./source";
import { TILE_LEVELS, TILE_WIDTH, type Tile, tileIn, tilePath } from "./tile";
import { Frontier } from "./tree";

export class TileCheck {
  private constructor(
    private readonly source: Source,
    private readonly tree: TreeName,
    readonly frontier: Frontier,
    /** The hashes of the last tile of each level, which is not full yet. */
    private readonly edge: Bytes[][],
  ) {}

  static start(source: Source, tree: TreeName): TileCheck {
    const edge = Array.from({ length: TILE_LEVELS }, () => []);
    return new TileCheck(source, tree, Frontier.empty(), edge);
  }

  /** Goes on from a remembered checkpoint. The tiles of its edge must lead to its root. */
  static async resume(
    source: Source,
    tree: TreeName,
    { size: old, root }: Checkpoint,
    size: number,
  ): Promise<TileCheck> {
    const edge: Bytes[][] = [];
    const peaks: Bytes[] = [];
    for (let level = 0; level < TILE_LEVELS; level += 1) {
      const count = Math.floor(old / TILE_WIDTH ** level) % TILE_WIDTH;
      const index = Math.floor(old / TILE_WIDTH ** (level + 1));
      const tile = count > 0 ? tileIn(level, index, size) : null;
      const hashes = tile ? await readHashes(source, tree, tile) : [];
      if (hashes.length < count) throw new Failure("otherEdge", { tree });
      edge.push(hashes.slice(0, count));
      const part = Frontier.empty();
      for (const hash of hashes.slice(0, count)) await part.append(hash);
      peaks.unshift(...part.peaks);
    }
    try {
      const frontier = Frontier.fromPeaks(old, peaks);
      if (same(await frontier.root(), root)) return new TileCheck(source, tree, frontier, edge);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
    }
    throw new Failure("otherEdge", { tree });
  }

  /** Adds the hashes of entries, and looks at every tile that they fill. */
  async append(leaves: readonly Bytes[]): Promise<void> {
    for (const leaf of leaves) {
      const before = this.frontier.size;
      const full: Tile[] = [];
      await this.frontier.append(leaf, (height, hash) => {
        if (height % 8 !== 0) return;
        const level = height / 8;
        const hashes = this.edge[level];
        hashes?.push(hash);
        if (hashes?.length === TILE_WIDTH) {
          const index = Math.floor(before / TILE_WIDTH ** (level + 1));
          full.push({ level, index, width: TILE_WIDTH });
        }
      });
      for (const tile of full) {
        await this.compare(tile);
        this.edge[tile.level] = [];
      }
    }
  }

  /** Looks at the tiles that were not filled. */
  async finish(): Promise<void> {
    for (const [level, hashes] of this.edge.entries()) {
      const index = Math.floor(this.frontier.size / TILE_WIDTH ** (level + 1));
      if (hashes.length > 0) await this.compare({ level, index, width: hashes.length });
    }
  }

  private async compare(tile: Tile): Promise<void> {
    const path = tileOf(this.tree, tilePath(tile));
    const own = joined(...(this.edge[tile.level] ?? []));
    if (!same(await this.source.bytes(path), own)) {
      throw new Failure("otherTile", { tree: this.tree, path });
    }
  }
}
