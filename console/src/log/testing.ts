// Logs for tests: made as the server makes them, of whatever size, and then changed as somebody might who wants to deceive.

import { type Bytes, base64Of, hexOf, joined, numberBytes, sha256, utf8 } from "./bytes";
import { TREES, type TreeName } from "./checkpoint";
import { bodiesCommitment, eventName, headerCommitment } from "./entry";
import { Failure } from "./failure";
import {
  checkpointOf,
  DEPLOYMENT,
  KEY,
  RECONCILIATION,
  recordsOf,
  type Source,
  tileOf,
} from "./source";
import { bundlePath, TILE_WIDTH, tileIn, tilePath } from "./tile";
import { foldRight, leafHash, nodeHash, rootOfFull } from "./tree";

const FORMAT = Uint8Array.of(1);
export const DEPLOYMENT_ID = "10".repeat(16);
const LOG_IDS: Record<TreeName, string> = { changes: "20".repeat(16), access: "30".repeat(16) };

/** Everything that a server shows of a log, by address. Tests change what they like. */
export class Shown implements Source {
  readonly files = new Map<string, Bytes>();

  async bytes(path: string): Promise<Bytes> {
    const found = this.files.get(path);
    if (!found) throw new Failure("unread", { path, problem: "404 not_found" });
    return found;
  }

  async text(path: string): Promise<string> {
    return new TextDecoder().decode(await this.bytes(path));
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse(await this.text(path));
  }

  done<T>(path: string): Promise<T> {
    return this.json(path);
  }

  put(path: string, text: string) {
    this.files.set(path, utf8(text));
  }

  /** Flips the lowest bit of a byte; of the last one, if `at` is -1. */
  flip(path: string, at: number) {
    const bytes = this.files.get(path)?.slice();
    if (!bytes) throw new Error(`${path} is not shown`);
    const place = at < 0 ? bytes.length + at : at;
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    this.files.set(path, bytes);
  }

  copy(): Shown {
    const copy = new Shown();
    for (const [path, bytes] of this.files) copy.files.set(path, bytes);
    return copy;
  }
}

/** The root of any row of leaves, straight from the definition in RFC 6962. */
export async function rootOf(leaves: readonly Bytes[]): Promise<Bytes> {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Bytes;
  let middle = 1;
  while (middle * 2 < leaves.length) middle *= 2;
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return nodeHash(await rootOf(left), await rootOf(right));
}

/** The hashes beside the way from a leaf to the root, from the definition. */
export async function wayOf(index: number, leaves: readonly Bytes[]): Promise<Bytes[]> {
  if (leaves.length < 2) return [];
  let middle = 1;
  while (middle * 2 < leaves.length) middle *= 2;
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return index < middle
    ? [...(await wayOf(index, left)), await rootOf(right)]
    : [...(await wayOf(index - middle, right)), await rootOf(left)];
}

/** A deployment with the two logs of one organisation. Its past can be told otherwise from an entry on. */
export class Deployment {
  readonly leaves: Bytes[] = [];
  private constructor(
    private readonly pair: CryptoKeyPair,
    readonly keyText: string,
    private readonly id: Bytes,
  ) {}

  static async make(): Promise<Deployment> {
    const pair = (await crypto.subtle.generateKey({ name: "Ed25519" }, true, [
      "sign",
      "verify",
    ])) as CryptoKeyPair;
    const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const name = `ribcage/${DEPLOYMENT_ID}`;
    const key = joined(FORMAT, raw);
    const id = (await sha256(utf8(`${name}\n`), key)).slice(0, 4);
    return new Deployment(pair, `${name}+${hexOf(id)}+${base64Of(key)}`, id);
  }

  async sign(log: string, size: number, root: Bytes): Promise<string> {
    const text = `ribcage/${DEPLOYMENT_ID}/${log}\n${size}\n${base64Of(root)}\n`;
    const signed = await crypto.subtle.sign("Ed25519", this.pair.privateKey, utf8(text));
    const signature = base64Of(joined(this.id, new Uint8Array(signed)));
    return `${text}\n— ribcage/${DEPLOYMENT_ID} ${signature}\n`;
  }

  /** Shows logs of these sizes. Whatever is shown first is the past of what is shown later, unless it is told otherwise. */
  async show(
    sizes: Record<TreeName, number>,
    otherwise = Number.POSITIVE_INFINITY,
  ): Promise<Shown> {
    const shown = new Shown();
    shown.put(KEY, `${this.keyText}\n`);
    shown.put(RECONCILIATION, JSON.stringify({ entries: 0, rows: 7, findings: [] }));
    const heads: { tree: TreeName; root: Bytes; hash: Bytes }[] = [];
    for (const tree of TREES) {
      const root = await showTree(shown, tree, sizes[tree], otherwise);
      shown.put(checkpointOf(tree), await this.sign(LOG_IDS[tree], sizes[tree], root));
      const log = Uint8Array.from({ length: 16 }, () => (tree === "changes" ? 0x20 : 0x30));
      const hash = await leafHash(joined(FORMAT, log, numberBytes(sizes[tree]), root));
      heads.push({ tree, root, hash });
    }
    const map = heads.map(({ hash }) => hash);
    const leaf = joined(FORMAT, numberBytes(map.length), await rootOf(map));
    this.leaves.push(await leafHash(leaf));
    const size = this.leaves.length;
    const trees = [];
    for (const [index, { tree, root }] of heads.entries()) {
      const siblings = (await wayOf(index, map)).map(hexOf);
      const log = LOG_IDS[tree];
      trees.push({ tree, log, size: sizes[tree], root: hexOf(root), index, siblings });
    }
    const proof = {
      checkpoint: await this.sign(DEPLOYMENT_ID, size, await rootOf(this.leaves)),
      leaf: base64Of(leaf),
      inclusion: (await wayOf(size - 1, this.leaves)).map(hexOf),
      trees,
    };
    shown.put(DEPLOYMENT, JSON.stringify(proof));
    for (let since = 0; since <= size; since += 1) {
      const consistency = (await growthOf(since, this.leaves)).map(hexOf);
      shown.put(`${DEPLOYMENT}?since=${since}`, JSON.stringify({ ...proof, consistency }));
    }
    return shown;
  }
}

/** The proof that a tree begins with one of `old` leaves, from the definition (RFC 6962, section 2.1.2). */
export async function growthOf(old: number, leaves: readonly Bytes[]): Promise<Bytes[]> {
  const sub = async (m: number, row: readonly Bytes[], isWhole: boolean): Promise<Bytes[]> => {
    if (m === row.length) return isWhole ? [] : [await rootOf(row)];
    let middle = 1;
    while (middle * 2 < row.length) middle *= 2;
    const [left, right] = [row.slice(0, middle), row.slice(middle)];
    return m <= middle
      ? [...(await sub(m, left, isWhole)), await rootOf(right)]
      : [...(await sub(m - middle, right, false)), await rootOf(left)];
  };
  return old === 0 ? [] : sub(old, leaves, true);
}

/** Two server runs take turns. From the entry `otherwise` on they write something else. */
async function showTree(
  shown: Shown,
  tree: TreeName,
  size: number,
  otherwise: number,
): Promise<Bytes> {
  const chains = new Map<number, { sequence: number; head: Bytes }>();
  const entries: Bytes[] = [];
  const leaves: Bytes[] = [];
  const records = [];
  for (let index = 0; index < size; index += 1) {
    const run = index % 3 === 0 ? 1 : 2;
    const chain = chains.get(run) ?? { sequence: 0, head: new Uint8Array(32) };
    const sequence = chain.sequence + 1;
    const said = index >= otherwise ? "otherwise" : "so";
    const header = joined(
      new Uint8Array(32).fill(index % 251),
      utf8(`{"at":${index},"${said}":1}`),
    );
    const key = new Uint8Array(17).fill(1);
    const message = utf8(`sealed ${index}`);
    const length = Uint8Array.of(0, 0, 0, message.length);
    const gone = joined(new Uint8Array(20), Uint8Array.of(32), new Uint8Array(32).fill(7));
    const slots =
      index % 5 === 0 ? joined(key, length, message, gone) : joined(key, length, message);
    const entry = joined(
      FORMAT,
      numberBytes(run),
      numberBytes(sequence),
      chain.head,
      await headerCommitment(header),
      (await bodiesCommitment(slots)).commitment,
    );
    const head = await leafHash(entry);
    chains.set(run, { sequence, head });
    entries.push(entry);
    leaves.push(head);
    records.push({
      index,
      event: eventName(tree, hexOf(numberBytes(run)), sequence),
      header: base64Of(header),
      bodies: base64Of(slots),
    });
  }
  for (let start = 0; start < size; start += TILE_WIDTH) {
    const bundle = entries.slice(start, start + TILE_WIDTH);
    const bytes = joined(...bundle.flatMap((entry) => [Uint8Array.of(0, entry.length), entry]));
    shown.files.set(tileOf(tree, bundlePath(start / TILE_WIDTH, size)), bytes);
    const items = records.slice(start, start + TILE_WIDTH);
    shown.put(recordsOf(tree, start), JSON.stringify({ items }));
  }
  let row = leaves;
  for (let level = 0; row.length > 0; level += 1) {
    const above: Bytes[] = [];
    for (let start = 0; start < row.length; start += TILE_WIDTH) {
      const hashes = row.slice(start, start + TILE_WIDTH);
      const tile = tileIn(level, start / TILE_WIDTH, size);
      if (tile) shown.files.set(tileOf(tree, tilePath(tile)), joined(...hashes));
      if (hashes.length === TILE_WIDTH) above.push(await rootOfFull(hashes));
      // What was shown while the tile was not full yet stays to be seen.
      for (let width = 1; tile && width < hashes.length; width += 1) {
        const part = tilePath({ ...tile, width });
        shown.files.set(tileOf(tree, part), joined(...hashes.slice(0, width)));
      }
    }
    row = above;
  }
  return leaves.length > 0 ? rootOf(leaves) : foldRight([await sha256()]);
}
