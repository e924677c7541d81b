// The proof that one event is in the log, checked here.

import type { Schemas } from "../api/client";
import { checkGrowth } from "./audit";
import { fromBase64, fromHex, hexOf } from "./bytes";
import { type Checkpoint, openCheckpoint, type TreeName } from "./checkpoint";
import { eventName, readEntry } from "./entry";
import { Failure } from "./failure";
import { isIncluded } from "./proof";
import { reading, type Source } from "./source";
import type { State } from "./state";
import { leafHash } from "./tree";
import { settleKey } from "./verify";

export interface Proved {
  index: number;
  size: number;
  /** How many entries this browser had verified before; null if it has not. */
  remembered: number | null;
  proof: Schemas["EventProof"];
}

export const proofOf = (event: string) => `/api/events/${event}/proof`;

/** Checks that the log holds the event of this name and hash; otherwise throws the first failure. */
export async function prove(
  source: Source,
  event: { id: string; hash: string },
  remembered: State | null,
): Promise<Proved> {
  const tree: TreeName = event.id.startsWith("c-") ? "changes" : "access";
  const key = await settleKey(source, remembered?.key ?? null);
  const path = proofOf(event.id);
  const proof = await source.json<Schemas["EventProof"]>(path);
  return reading(path, async () => {
    const raw = fromBase64(proof.entry);
    const entry = readEntry(raw);
    const hash = await leafHash(raw);
    const name = eventName(tree, entry.writer, entry.sequence);
    if (hexOf(hash) !== event.hash || name !== event.id) {
      throw new Failure("otherEvent", { event: event.id });
    }
    const checkpoint = await openCheckpoint(proof.checkpoint, key, tree);
    const { size, root } = checkpoint;
    const way = proof.inclusion.map((text) => fromHex(text, 32));
    if (!(await isIncluded(hash, proof.index, size, root, way))) {
      throw new Failure("notIncluded", { tree, event: event.id });
    }
    const known = remembered?.trees[tree]?.checkpoint ?? null;
    if (known) await checkAgreement(source, tree, known, checkpoint);
    return { index: proof.index, size, remembered: known?.size ?? null, proof };
  });
}

/** What was remembered and what the proof leads to must be one log. Either may be the newer. */
async function checkAgreement(
  source: Source,
  tree: TreeName,
  known: Checkpoint,
  found: Checkpoint,
): Promise<void> {
  if (found.size >= known.size) return checkGrowth(source, tree, known, found);
  return checkGrowth(source, tree, found, known);
}
