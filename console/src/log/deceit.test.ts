// @vitest-environment node
import { beforeAll, describe, expect, test } from "vitest";
import { Failure } from "./failure";
import { checkpointOf, DEPLOYMENT, KEY, RECONCILIATION, recordsOf, tileOf } from "./source";
import type { State } from "./state";
import { Deployment, type Shown } from "./testing";
import { verify } from "./verify";

const SIZES = { changes: 600, access: 300 };
const LATER = { changes: 700, access: 513 };

let deployment: Deployment;
let shown: Shown;
let later: Shown;
let remembered: State;

const look = (source: Shown, state: State | null = null, everything = false) =>
  verify(source, { remembered: state, everything, reconcile: true }, () => {});

async function failureOf(looking: Promise<unknown>): Promise<Failure> {
  const failure = await looking.then(
    () => null,
    (error: unknown) => error,
  );
  if (failure instanceof Failure) return failure;
  throw failure ?? new Error("it holds");
}

beforeAll(async () => {
  deployment = await Deployment.make();
  shown = await deployment.show(SIZES);
  later = await deployment.show(LATER);
  remembered = (await look(shown)).state;
}, 60_000);

describe("what does not hold is named", () => {
  const first = () => shown.copy();

  test("a byte in a tile of hashes", async () => {
    for (const [path, at] of [
      ["0/000", 5],
      ["0/002.p/88", -1],
      ["1/000.p/2", 40],
    ] as const) {
      const source = first();
      source.flip(tileOf("changes", path), at);
      const { code, values } = await failureOf(look(source));
      expect(code, path).toBe("otherTile");
      expect(values).toEqual({ tree: "changes", path: tileOf("changes", path) });
    }
  });

  test("a byte in an entry: in its chain, its commitments, its number, its form", async () => {
    const place = (index: number, at: number) => (index % 256) * 115 + 2 + at;
    const cases: [index: number, at: number, code: string][] = [
      [300, 20, "brokenChain"],
      [300, 50, "otherHeader"],
      [300, 112, "otherBodies"],
      [300, 16, "repeatedEvent"],
      [303, 16, "missingEvent"],
      [300, 0, "malformedEntry"],
      [300, 1, "missingEvent"],
    ];
    for (const [index, at, code] of cases) {
      const source = first();
      source.flip(tileOf("changes", "entries/001"), place(index, at));
      const failure = await failureOf(look(source));
      expect(`${at} ${failure.code}`).toBe(`${at} ${code}`);
      expect(failure.values).toMatchObject({ tree: "changes", index });
    }
  });

  test("a byte in a header or a body that lies beside an entry", async () => {
    for (const [part, code] of [
      ["header", "otherHeader"],
      ["bodies", "otherBodies"],
    ] as const) {
      const source = first();
      const path = recordsOf("access", 256);
      const records = await source.json<{ items: Record<string, string>[] }>(path);
      const record = records.items[3];
      if (!record) throw new Error("there are more records");
      const text = record[part] ?? "";
      record[part] = text.slice(0, 40) + (text[40] === "A" ? "B" : "A") + text.slice(41);
      source.put(path, JSON.stringify(records));
      const failure = await failureOf(look(source));
      expect(failure.code).toBe(code);
      expect(failure.values).toMatchObject({ tree: "access", index: 259 });
    }
  });

  test("a record that is missing, or another's", async () => {
    const path = recordsOf("changes", 0);
    const records = await shown.json<{ items: object[] }>(path);
    const [one, two, ...rest] = records.items;
    const without = first();
    without.put(path, JSON.stringify({ items: [one, ...rest] }));
    expect((await failureOf(look(without))).code).toBe("recordMissing");
    const swapped = first();
    swapped.put(path, JSON.stringify({ items: [one, { ...two, event: "c-1-1" }, ...rest] }));
    expect((await failureOf(look(swapped))).code).toBe("otherRecord");
    const bare = first();
    bare.put(path, JSON.stringify({ items: [one, { ...two, header: null }, ...rest] }));
    expect((await failureOf(look(bare))).code).toBe("headerMissing");
  });

  test("a byte in a checkpoint or its signature", async () => {
    const note = await shown.text(checkpointOf("access"));
    const size = first();
    size.put(checkpointOf("access"), note.replace("\n300\n", "\n299\n"));
    expect(await failureOf(look(size))).toMatchObject({
      code: "signature",
      values: { tree: "access" },
    });
    const signature = first();
    const end = note.lastIndexOf(" ") + 30;
    const other = note[end] === "A" ? "B" : "A";
    signature.put(checkpointOf("access"), note.slice(0, end) + other + note.slice(end + 1));
    expect((await failureOf(look(signature))).code).toBe("signature");
    const unsigned = first();
    const elsewhere = `${note.slice(0, note.indexOf("— "))}— somebody/else ${btoa("0123456789")}\n`;
    unsigned.put(checkpointOf("access"), elsewhere);
    expect((await failureOf(look(unsigned))).code).toBe("unsigned");
    const torn = first();
    torn.put(checkpointOf("access"), note.slice(0, -1));
    expect((await failureOf(look(torn))).code).toBe("malformed");
  });

  test("one log shown twice", async () => {
    const source = first();
    source.put(checkpointOf("access"), await source.text(checkpointOf("changes")));
    expect((await failureOf(look(source))).code).toBe("sameLog");
  });

  test("another key than before", async () => {
    const other = await Deployment.make();
    const source = first();
    source.put(KEY, `${other.keyText}\n`);
    expect(await failureOf(look(source, remembered))).toMatchObject({
      code: "otherKey",
      values: { expected: deployment.keyText, found: other.keyText },
    });
    expect((await failureOf(look(source))).code).toBe("unsigned");
  });

  test("a log that was cut off since", async () => {
    const state = (await look(later)).state;
    expect(await failureOf(look(shown, state))).toMatchObject({
      code: "cutOff",
      values: { tree: "changes", remembered: 700, size: 600 },
    });
  });

  test("a log that was rewritten since, though it is in order by itself", async () => {
    const forked = await deployment.show(LATER, 100);
    await expect(look(forked)).resolves.toBeTruthy();
    for (const everything of [false, true]) {
      expect(await failureOf(look(forked, remembered, everything))).toMatchObject({
        code: "rewritten",
        values: { tree: "changes", size: 600 },
      });
    }
    const same = await deployment.show(SIZES, 599);
    expect((await failureOf(look(same, remembered))).code).toBe("rewritten");
  });

  test("entries that are left out under the same checkpoint", async () => {
    const source = first();
    const path = tileOf("changes", "entries/002.p/88");
    source.files.set(path, (await source.bytes(path)).slice(0, 87 * 115));
    expect(await failureOf(look(source))).toMatchObject({
      code: "bundleWidth",
      values: { found: 87, width: 88 },
    });
  });

  test("a deployment that commits to another log, or to less", async () => {
    const { deployment: _, ...rest } = remembered;
    const known = { ...rest, deployment: null };
    const source = later.copy();
    source.put(DEPLOYMENT, await shown.text(DEPLOYMENT));
    expect((await failureOf(look(source, known))).code).toBe("deploymentBehind");
    const proof = await shown.json<{ inclusion: string[]; trees: object[] }>(DEPLOYMENT);
    const without = first();
    without.put(DEPLOYMENT, JSON.stringify({ ...proof, trees: proof.trees.slice(1) }));
    expect(await failureOf(look(without))).toMatchObject({
      code: "notInDeployment",
      values: { tree: "changes" },
    });
    const elsewhere = first();
    elsewhere.put(DEPLOYMENT, JSON.stringify({ ...proof, inclusion: ["00".repeat(32)] }));
    expect((await failureOf(look(elsewhere))).code).toBe("deploymentLeaf");
  });

  test("a deployment's log that does not begin with what was remembered", async () => {
    const path = `${DEPLOYMENT}?since=1`;
    const source = later.copy();
    const proof = await source.json<object>(path);
    source.put(path, JSON.stringify({ ...proof, consistency: [] }));
    expect(await failureOf(look(source, remembered))).toMatchObject({
      code: "rewritten",
      values: { tree: "deployment" },
    });
  });

  test("what the server's own comparison found", async () => {
    const source = first();
    const findings = [
      { kind: "row_missing", what: "row 1" },
      { kind: "row_changed", what: "row 2" },
    ];
    source.put(RECONCILIATION, JSON.stringify({ entries: 1, rows: 1, findings }));
    expect(await failureOf(look(source))).toMatchObject({
      code: "finding",
      values: { kind: "row_missing", what: "row 1", more: 1 },
    });
  });

  test("what could not be read, and what is not of its form", async () => {
    const gone = first();
    gone.files.delete(tileOf("access", "0/001.p/44"));
    expect((await failureOf(look(gone))).code).toBe("unread");
    const odd = first();
    odd.put(KEY, "not a key");
    expect((await failureOf(look(odd))).code).toBe("malformed");
    const half = first();
    half.put(DEPLOYMENT, JSON.stringify({ checkpoint: await shown.text(checkpointOf("changes")) }));
    expect((await failureOf(look(half))).code).toBe("otherLog");
  });
});
