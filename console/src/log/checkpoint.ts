// C2SP tlog-checkpoints: the signed size and root of a log.

import { type Bytes, fromBase64, fromDecimal, Malformed, same } from "./bytes";
import { Failure } from "./failure";
import { openNote, type VerifierKey } from "./note";
import { emptyRoot } from "./tree";

export const TREES = ["changes", "access"] as const;
/** The two logs of an organisation. */
export type TreeName = (typeof TREES)[number];

const KEY_NAME = /^ribcage\/([0-9a-f]{32})$/;
const ORIGIN = /^ribcage\/([0-9a-f]{32})\/([0-9a-f]{32})$/;

export interface Checkpoint {
  /** Which deployment, and which of its logs: 32 hexadecimal digits each. */
  deployment: string;
  log: string;
  size: number;
  root: Bytes;
}

/** The deployment whose log key this is; null if it is none. */
export const deploymentOf = ({ name }: VerifierKey) => KEY_NAME.exec(name)?.[1] ?? null;

/** Reads the text of a checkpoint whose signature was verified. Extension lines are skipped. */
export async function readCheckpoint(text: string): Promise<Checkpoint> {
  if (!text.endsWith("\n")) throw new Malformed("a checkpoint");
  const [origin = "", size = "", root = "", ...more] = text.slice(0, -1).split("\n");
  const [, deployment, log] = ORIGIN.exec(origin) ?? [];
  if (!deployment || !log || more.includes("")) throw new Malformed("a checkpoint");
  const checkpoint = { deployment, log, size: fromDecimal(size), root: fromBase64(root) };
  if (checkpoint.root.length !== 32) throw new Malformed("a checkpoint");
  if (checkpoint.size === 0 && !same(checkpoint.root, await emptyRoot())) {
    throw new Malformed("a checkpoint");
  }
  return checkpoint;
}

/** Opens a signed checkpoint with the key of the log's deployment. */
export async function openCheckpoint(
  note: string,
  key: VerifierKey,
  tree: TreeName | "deployment",
): Promise<Checkpoint> {
  const opened = await openNote(note, key);
  if (!opened.isGood) throw new Failure(opened.why, { tree });
  const checkpoint = await readCheckpoint(opened.text);
  if (checkpoint.deployment !== deploymentOf(key)) throw new Failure("otherDeployment", { tree });
  return checkpoint;
}
