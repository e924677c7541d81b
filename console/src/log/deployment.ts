// Whether the log of the whole deployment commits to the logs of the organisation, and has only grown.

import type { Schemas } from "../api/client";
import { hasOnlyGrown } from "./audit";
import {
  type Bytes,
  fromBase64,
  fromHex,
  joined,
  Malformed,
  numberAt,
  numberBytes,
  same,
} from "./bytes";
import { type Checkpoint, openCheckpoint, TREES, type TreeName } from "./checkpoint";
import { Failure } from "./failure";
import type { VerifierKey } from "./note";
import { isBeginning, isIncluded } from "./proof";
import { DEPLOYMENT, reading, type Source } from "./source";
import { leafHash } from "./tree";

const LEAF_BYTES = 41;
const FORMAT = Uint8Array.of(1);

type Proof = Schemas["DeploymentProof"];

/** The map of one moment: how many logs there are, and the root over their heads. */
interface Leaf {
  trees: number;
  root: Bytes;
}

/** Gives the deployment's checkpoint, and how many logs it commits to. */
export async function checkDeployment(
  source: Source,
  key: VerifierKey,
  pinned: Record<TreeName, Checkpoint>,
  remembered: Checkpoint | null,
): Promise<{ checkpoint: Checkpoint; trees: number }> {
  const since = remembered ? `?since=${remembered.size}` : "";
  const proof = await source.json<Proof>(DEPLOYMENT + since);
  return reading(DEPLOYMENT, async () => {
    const checkpoint = await openCheckpoint(proof.checkpoint, key, "deployment");
    if (checkpoint.log !== checkpoint.deployment) {
      throw new Failure("otherLog", { tree: "deployment" });
    }
    const leaf = await readLeaf(proof, checkpoint);
    for (const tree of TREES) await checkHead(source, tree, pinned[tree], proof, leaf);
    if (remembered) await checkSuccession(remembered, checkpoint, proof);
    return { checkpoint, trees: leaf.trees };
  });
}

/** The leaf must be the last one under the checkpoint. */
async function readLeaf(proof: Proof, { size, root }: Checkpoint): Promise<Leaf> {
  const bytes = fromBase64(proof.leaf);
  if (bytes.length !== LEAF_BYTES || bytes[0] !== FORMAT[0]) throw new Malformed("a leaf");
  const way = proof.inclusion.map(hashOf);
  if (!(await isIncluded(await leafHash(bytes), size - 1, size, root, way))) {
    throw new Failure("deploymentLeaf");
  }
  return { trees: numberAt(bytes, 1), root: bytes.slice(9) };
}

/** The leaf must commit to the log, as large as it was pinned or larger. */
async function checkHead(
  source: Source,
  tree: TreeName,
  pinned: Checkpoint,
  proof: Proof,
  leaf: Leaf,
): Promise<void> {
  const found = proof.trees.find((it) => it.tree === tree && it.log === pinned.log);
  if (!found) throw new Failure("notInDeployment", { tree });
  const head = { size: found.size, root: hashOf(found.root) };
  const bytes = joined(FORMAT, fromHex(pinned.log, 16), numberBytes(head.size), head.root);
  const way = found.siblings.map(hashOf);
  if (!(await isIncluded(await leafHash(bytes), found.index, leaf.trees, leaf.root, way))) {
    throw new Failure("notInDeployment", { tree });
  }
  if (head.size < pinned.size) {
    throw new Failure("deploymentBehind", { tree, size: head.size, signed: pinned.size });
  }
  if (!(await hasOnlyGrown(source, tree, pinned, head))) {
    throw new Failure("deploymentDiffers", { tree });
  }
}

async function checkSuccession(older: Checkpoint, newer: Checkpoint, proof: Proof): Promise<void> {
  const tree = "deployment";
  if (newer.size < older.size) {
    throw new Failure("cutOff", { tree, remembered: older.size, size: newer.size });
  }
  const way = newer.size === older.size ? [] : (proof.consistency ?? []).map(hashOf);
  const isSame = newer.size > older.size || same(newer.root, older.root);
  if (!isSame || !(await isBeginning(older, newer, way))) {
    throw new Failure("rewritten", { tree, size: older.size });
  }
}

const hashOf = (text: string) => fromHex(text, 32);
