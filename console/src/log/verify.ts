// Verifies an organisation's log without trust in whoever shows it, as `ribcage log verify` does.

import type { Schemas } from "../api/client";
import { audit, type Summary } from "./audit";
import { type Checkpoint, deploymentOf, openCheckpoint, TREES, type TreeName } from "./checkpoint";
import { checkDeployment } from "./deployment";
import { Failure } from "./failure";
import { readKey, type VerifierKey } from "./note";
import { checkpointOf, KEY, RECONCILIATION, reading, type Source } from "./source";
import type { State } from "./state";

/** For how many of the newest entries of each log what lies beside them is looked at, unless all is wanted. */
export const RECORDS = 1024;

export interface Wish {
  remembered: State | null;
  /** Whether every entry and all that lies beside is looked at, and not only what is new. */
  everything: boolean;
  /** Whether the server is to compare what it stores with the log. */
  reconcile: boolean;
}

export interface Report {
  key: string;
  /** Whether the key is the one of before, or taken on trust. */
  isFirst: boolean;
  trees: Record<TreeName, Summary>;
  /** How many logs the deployment's own commits to. */
  deployment: number;
  /** How many stored versions the server has compared, as it says; null if it was not asked to. */
  reconciled: number | null;
}

export type Step = TreeName | "deployment" | "reconciliation";

/** How far it is: in which step, and with how many entries of how many. */
export type Progress = (step: Step, done: number, total: number) => void;

/** Looks at everything. Gives what was seen and what to remember; otherwise throws the first failure. */
export async function verify(
  source: Source,
  wish: Wish,
  progress: Progress,
): Promise<{ report: Report; state: State }> {
  const { remembered, everything } = wish;
  const key = await settleKey(source, remembered?.key ?? null);
  const pinned = await pin(source, key);
  const from = (tree: TreeName) =>
    everything ? 0 : (remembered?.trees[tree]?.checkpoint.size ?? 0);
  const total = TREES.reduce((sum, tree) => sum + Math.max(0, pinned[tree].size - from(tree)), 0);
  progress("deployment", 0, total);
  const state: State = { key, deployment: null, trees: {} };
  const trees = {} as Record<TreeName, Summary>;
  let before = 0;
  for (const tree of TREES) {
    progress(tree, before, total);
    const audited = await audit(source, tree, pinned[tree], {
      state: remembered?.trees[tree] ?? null,
      everything,
      records: everything ? Number.POSITIVE_INFINITY : RECORDS,
      progress: (entries) => progress(tree, before + entries, total),
    });
    state.trees[tree] = audited.state;
    trees[tree] = audited.summary;
    before += audited.summary.entries;
  }
  progress("deployment", total, total);
  const deployment = await checkDeployment(source, key, pinned, remembered?.deployment ?? null);
  state.deployment = deployment.checkpoint;
  if (wish.reconcile) progress("reconciliation", total, total);
  const reconciled = wish.reconcile ? await reconcile(source) : null;
  const report = {
    key: key.text,
    isFirst: remembered === null,
    trees,
    deployment: deployment.trees,
    reconciled,
  };
  return { report, state };
}

/** The key that the server shows, which must be the one of before. */
export async function settleKey(
  source: Source,
  remembered: VerifierKey | null,
): Promise<VerifierKey> {
  const text = await source.text(KEY);
  const key = await reading(KEY, () => readKey(text.replace(/\n$/, "")));
  if (remembered && remembered.text !== key.text) {
    throw new Failure("otherKey", { expected: remembered.text, found: key.text });
  }
  if (!deploymentOf(key)) throw new Failure("foreignKey", { found: key.text });
  return key;
}

/** The newest checkpoints of both logs, which may grow while they are looked at. */
async function pin(source: Source, key: VerifierKey): Promise<Record<TreeName, Checkpoint>> {
  const read = async (tree: TreeName) => {
    const path = checkpointOf(tree);
    const note = await source.text(path);
    return reading(path, () => openCheckpoint(note, key, tree));
  };
  const [changes, access] = [await read("changes"), await read("access")];
  if (changes.log === access.log) throw new Failure("sameLog");
  return { changes, access };
}

/** Has the server compare what it stores with what the log says was written. That is its own word: only it can. */
async function reconcile(source: Source): Promise<number> {
  const { rows, findings } = await source.done<Schemas["Reconciliation"]>(RECONCILIATION);
  const [first, ...more] = findings;
  if (first) {
    throw new Failure("finding", { kind: first.kind, what: first.what, more: more.length });
  }
  return rows;
}
