// @vitest-environment node
import { beforeAll, expect, test } from "vitest";
import { type Bytes, base64Of, hexOf } from "./bytes";
import { eventName, readEntry } from "./entry";
import { proofOf, prove } from "./prove";
import { checkpointOf, KEY, tileOf } from "./source";
import type { State } from "./state";
import { Deployment, type Shown, wayOf } from "./testing";
import { entriesOf } from "./tile";
import { leafHash } from "./tree";
import { verify } from "./verify";

const SIZE = 40;
const INDEX = 17;

let deployment: Deployment;
let shown: Shown;
let remembered: State;
let event: { id: string; hash: string };
let proof: Record<string, unknown>;

beforeAll(async () => {
  deployment = await Deployment.make();
  const before = await deployment.show({ changes: 20, access: 1 });
  remembered = (
    await verify(before, { remembered: null, everything: false, reconcile: false }, () => {})
  ).state;
  shown = await deployment.show({ changes: SIZE, access: 1 });
  const entries = entriesOf(await shown.bytes(tileOf("changes", `entries/000.p/${SIZE}`)));
  const leaves = await Promise.all(entries.map(leafHash));
  const raw = entries[INDEX] as Bytes;
  const { writer, sequence } = readEntry(raw);
  event = { id: eventName("changes", writer, sequence), hash: hexOf(leaves[INDEX] as Bytes) };
  proof = {
    event: event.id,
    index: INDEX,
    entry: base64Of(raw),
    hash: event.hash,
    checkpoint: await shown.text(checkpointOf("changes")),
    inclusion: (await wayOf(INDEX, leaves)).map(hexOf),
  };
  shown.put(proofOf(event.id), JSON.stringify(proof));
});

const other = (change: object) => {
  const source = shown.copy();
  source.put(proofOf(event.id), JSON.stringify({ ...proof, ...change }));
  return source;
};

test("an event is proved, with what was remembered and without", async () => {
  expect(await prove(shown, event, null)).toMatchObject({
    index: INDEX,
    size: SIZE,
    remembered: null,
  });
  expect(await prove(shown, event, remembered)).toMatchObject({ remembered: 20 });
});

test("a proof of another event, or one that leads nowhere, proves nothing", async () => {
  const hash = "00".repeat(32);
  await expect(prove(shown, { ...event, hash }, null)).rejects.toMatchObject({
    code: "otherEvent",
  });
  const leads = prove(other({ index: INDEX + 1 }), event, null);
  await expect(leads).rejects.toMatchObject({ code: "notIncluded" });
  const shorter = prove(other({ inclusion: [] }), event, null);
  await expect(shorter).rejects.toMatchObject({ code: "notIncluded" });
  const unsigned = prove(other({ checkpoint: "made up\n\n— x y\n" }), event, null);
  await expect(unsigned).rejects.toMatchObject({ code: "malformed" });
});

test("a proof in a history that is not the remembered one is refused", async () => {
  const forked = await deployment.show({ changes: SIZE, access: 1 }, 18);
  const entries = entriesOf(await forked.bytes(tileOf("changes", `entries/000.p/${SIZE}`)));
  const leaves = await Promise.all(entries.map(leafHash));
  const checkpoint = await forked.text(checkpointOf("changes"));
  const inclusion = (await wayOf(INDEX, leaves)).map(hexOf);
  forked.put(proofOf(event.id), JSON.stringify({ ...proof, checkpoint, inclusion }));
  await expect(prove(forked, event, null)).resolves.toMatchObject({ size: SIZE });
  await expect(prove(forked, event, remembered)).rejects.toMatchObject({ code: "rewritten" });
  const another = shown.copy();
  another.put(KEY, `${(await Deployment.make()).keyText}\n`);
  await expect(prove(another, event, remembered)).rejects.toMatchObject({ code: "otherKey" });
});
