// What a verification ends with, so that the next one goes on from there. It is written as `ribcage log verify --state`
// writes it (docs/formats.md, section 5, "Verifier state"), so that either can go on from the other.

import { type Bytes, fromDecimal, fromHex, hexOf, Malformed, same } from "./bytes";
import { type Checkpoint, deploymentOf, TREES, type TreeName } from "./checkpoint";
import { readKey, type VerifierKey } from "./note";
import { Frontier } from "./tree";

const FIRST = "ribcage verifier state 1";
const LAST = "end";

/** The last entry of one run of a server. */
export interface Chain {
  sequence: number;
  head: Bytes;
}

/** How far one log was verified. */
export interface TreeState {
  checkpoint: Checkpoint;
  peaks: readonly Bytes[];
  chains: ReadonlyMap<string, Chain>;
}

export interface State {
  key: VerifierKey;
  deployment: Checkpoint | null;
  trees: Partial<Record<TreeName, TreeState>>;
}

export function encodeState({ key, deployment, trees }: State): string {
  const lines = [FIRST, `key ${key.text}`];
  if (deployment) lines.push(`deployment ${deployment.size} ${hexOf(deployment.root)}`);
  for (const tree of TREES) {
    const state = trees[tree];
    if (!state) continue;
    const { log, size, root } = state.checkpoint;
    lines.push(`tree ${tree} ${log} ${size} ${hexOf(root)}`);
    lines.push(...state.peaks.map((peak) => `peak ${hexOf(peak)}`));
    const writers = [...state.chains].sort(([a], [b]) => (a < b ? -1 : 1));
    lines.push(...writers.map(([id, it]) => `writer ${id} ${it.sequence} ${hexOf(it.head)}`));
  }
  return `${[...lines, LAST].join("\n")}\n`;
}

/** Reads what `encodeState` writes, and nothing else. */
export async function decodeState(text: string): Promise<State> {
  const lines = text.split("\n").reverse();
  const take = (word: string): string[] | null => {
    const words = lines.at(-1)?.split(" ") ?? [];
    if (words[0] !== word) return null;
    lines.pop();
    return words.slice(1);
  };
  if (lines.pop() !== FIRST) throw new Malformed("a verifier state");
  const key = await readKey(take("key")?.[0] ?? "");
  const deployment = deploymentOf(key);
  if (!deployment) throw new Malformed("a verifier state");
  const state: State = { key, deployment: null, trees: {} };
  const own = take("deployment");
  if (own) state.deployment = head(deployment, [deployment, ...own]);
  for (let found = take("tree"); found; found = take("tree")) {
    const [name, ...rest] = found;
    const tree = TREES.find((it) => it === name);
    if (!tree) throw new Malformed("a verifier state");
    state.trees[tree] = await readTree(head(deployment, rest), take);
  }
  // Whatever was cut off, skipped, doubled, misplaced or spelled otherwise shows here.
  if (encodeState(state) !== text) throw new Malformed("a verifier state");
  return state;
}

function head(deployment: string, [log = "", size = "", root = ""]: string[]): Checkpoint {
  fromHex(log, 16);
  return { deployment, log, size: fromDecimal(size), root: fromHex(root, 32) };
}

async function readTree(
  checkpoint: Checkpoint,
  take: (word: string) => string[] | null,
): Promise<TreeState> {
  const peaks: Bytes[] = [];
  for (let found = take("peak"); found; found = take("peak")) {
    peaks.push(fromHex(found[0] ?? "", 32));
  }
  const chains = new Map<string, Chain>();
  for (let found = take("writer"); found; found = take("writer")) {
    const [writer = "", sequence = "", hash = ""] = found;
    fromHex(writer, 8);
    chains.set(writer, { sequence: fromDecimal(sequence), head: fromHex(hash, 32) });
  }
  const written = [...chains.values()].reduce((sum, { sequence }) => sum + sequence, 0);
  const root = await Frontier.fromPeaks(checkpoint.size, peaks).root();
  if (written !== checkpoint.size || !same(root, checkpoint.root)) {
    throw new Malformed("a verifier state");
  }
  return { checkpoint, peaks, chains };
}
