// The audit of one log: every entry up to a checkpoint in order, what lies beside the newest, and the tiles that lead to it.

import type { Schemas } from "../api/client";
import { type Bytes, fromBase64, Malformed, same } from "./bytes";
import type { Checkpoint, TreeName } from "./checkpoint";
import { bodiesCommitment, type Entry, eventName, headerCommitment, readEntry } from "./entry";
import { Failure } from "./failure";
import { isBeginning, proveBeginning } from "./proof";
import { type LogRecord, readHashes, reading, recordsOf, type Source, tileOf } from "./source";
import type { Chain, TreeState } from "./state";
import { bundlePath, entriesOf, TILE_WIDTH, tileIn } from "./tile";
import { TileCheck } from "./tileCheck";
import { leafHash } from "./tree";

/** What was looked at. */
export interface Summary {
  size: number;
  /** How many entries were remembered, and are still what the log begins with. */
  remembered: number;
  writers: number;
  entries: number;
  /** For how many entries what lies beside them was looked at. */
  records: number;
  gone: number;
}

export interface Plan {
  /** What was remembered, if anything. */
  state: TreeState | null;
  /** Whether what was looked at then is looked at again. */
  everything: boolean;
  /** For how many of the newest entries what lies beside them is looked at. */
  records: number;
  progress: (entries: number) => void;
}

const ZEROS = new Uint8Array(32);

/** Whether a log has only grown: by size, by root, and by its tiles. */
export async function checkGrowth(
  source: Source,
  tree: TreeName,
  older: Checkpoint,
  newer: Checkpoint,
): Promise<void> {
  const { size, root } = older;
  if (older.log !== newer.log || older.deployment !== newer.deployment) {
    throw new Failure("otherLog", { tree });
  }
  if (newer.size < size) throw new Failure("cutOff", { tree, remembered: size, size: newer.size });
  const rewritten = new Failure("rewritten", { tree, size });
  if (newer.size === size && !same(root, newer.root)) throw rewritten;
  if (!(await hasOnlyGrown(source, tree, older, newer))) throw rewritten;
}

/** Whether the newer of two trees begins with the older, by the tiles of the log. */
export async function hasOnlyGrown(
  source: Source,
  tree: TreeName,
  older: Pick<Checkpoint, "size" | "root">,
  newer: Pick<Checkpoint, "size" | "root">,
): Promise<boolean> {
  try {
    const read = (tile: Parameters<typeof readHashes>[2]) => readHashes(source, tree, tile);
    const proof = await proveBeginning(older.size, newer.size, read);
    return await isBeginning(older, newer, proof);
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/** Audits a log up to a checkpoint whose signature was verified. Gives what to remember. */
export async function audit(
  source: Source,
  tree: TreeName,
  checkpoint: Checkpoint,
  plan: Plan,
): Promise<{ state: TreeState; summary: Summary }> {
  const { size, root } = checkpoint;
  const remembered = plan.state?.checkpoint ?? null;
  if (remembered) await checkGrowth(source, tree, remembered, checkpoint);
  const isResumed = plan.state !== null && !plan.everything;
  const tiles =
    isResumed && remembered
      ? await TileCheck.resume(source, tree, remembered, size)
      : TileCheck.start(source, tree);
  const chains = new Map(isResumed ? plan.state?.chains : []);
  const walk = new Walk(source, tree, checkpoint, chains, plan);
  const first = tiles.frontier.size;
  for (let next = first; next < size; next = tiles.frontier.size) {
    await tiles.append(await walk.bundle(next));
    plan.progress(tiles.frontier.size - first);
    const isThere = remembered?.size === tiles.frontier.size;
    if (isThere && !same(remembered.root, await tiles.frontier.root())) {
      throw new Failure("rewritten", { tree, size: remembered.size });
    }
  }
  await tiles.finish();
  if (!same(await tiles.frontier.root(), root)) throw new Failure("otherRoot", { tree, size });
  const summary = {
    size,
    remembered: remembered?.size ?? 0,
    writers: chains.size,
    entries: size - first,
    records: walk.records,
    gone: walk.gone,
  };
  return { state: { checkpoint, peaks: tiles.frontier.peaks, chains }, summary };
}

/** The walk through the entries of a log, bundle after bundle. */
class Walk {
  records = 0;
  gone = 0;

  constructor(
    private readonly source: Source,
    private readonly tree: TreeName,
    private readonly checkpoint: Checkpoint,
    private readonly chains: Map<string, Chain>,
    private readonly plan: Plan,
  ) {}

  /** Checks the entries of the bundle around `next`, from there on. Gives their hashes. */
  async bundle(next: number): Promise<Bytes[]> {
    const { source, tree } = this;
    const { size } = this.checkpoint;
    const index = Math.floor(next / TILE_WIDTH);
    const start = index * TILE_WIDTH;
    const path = tileOf(tree, bundlePath(index, size));
    const beside = recordsOf(tree, start);
    const isNew = start + TILE_WIDTH > size - this.plan.records;
    const [bytes, records] = await Promise.all([
      source.bytes(path),
      isNew ? source.json<Schemas["LogRecords"]>(beside) : null,
    ]);
    const entries = await reading(path, () => entriesOf(bytes));
    const width = tileIn(0, index, size)?.width ?? 0;
    if (entries.length !== width) {
      throw new Failure("bundleWidth", { tree, path, found: entries.length, width });
    }
    const hashes = await Promise.all(entries.map(leafHash));
    for (const [at, raw] of entries.entries()) {
      if (start + at < next) continue;
      const entry = this.entry(start + at, raw, hashes[at] as Bytes);
      if (start + at >= size - this.plan.records) {
        await reading(beside, () => this.record(start + at, entry, records?.items[at]));
      }
    }
    return hashes.slice(next - start);
  }

  /** An entry must follow the one before it of the same server run. */
  private entry(index: number, raw: Bytes, hash: Bytes): Entry {
    const { tree } = this;
    let entry: Entry;
    try {
      entry = readEntry(raw);
    } catch {
      throw new Failure("malformedEntry", { tree, index });
    }
    const { writer, sequence, previous } = entry;
    const chain = this.chains.get(writer) ?? { sequence: 0, head: ZEROS };
    const event = eventName(tree, writer, sequence);
    const expected = chain.sequence + 1;
    if (sequence > expected) {
      const missing = eventName(tree, writer, expected);
      throw new Failure("missingEvent", { tree, index, event, missing });
    }
    if (sequence < expected) throw new Failure("repeatedEvent", { tree, index, event });
    if (!same(previous, chain.head)) throw new Failure("brokenChain", { tree, index, event });
    this.chains.set(writer, { sequence, head: hash });
    return entry;
  }

  /** What lies beside an entry must be what it commits to. */
  private async record(index: number, entry: Entry, found: LogRecord | undefined) {
    const { tree } = this;
    const event = eventName(tree, entry.writer, entry.sequence);
    const at = { tree, index, event };
    if (found?.index !== index) throw new Failure("recordMissing", at);
    if (found.event !== event) throw new Failure("otherRecord", at);
    if (found.header == null) throw new Failure("headerMissing", at);
    const header = await headerCommitment(fromBase64(found.header));
    if (!same(header, entry.header)) throw new Failure("otherHeader", at);
    const bodies = await bodiesCommitment(fromBase64(found.bodies));
    if (!same(bodies.commitment, entry.bodies)) throw new Failure("otherBodies", at);
    this.records += 1;
    this.gone += bodies.gone;
  }
}
