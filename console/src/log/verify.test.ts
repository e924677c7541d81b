// @vitest-environment node
import { beforeAll, describe, expect, test } from "vitest";
import { decodeState, encodeState, type State } from "./state";
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

beforeAll(async () => {
  deployment = await Deployment.make();
  shown = await deployment.show(SIZES);
  later = await deployment.show(LATER);
  remembered = (await look(shown)).state;
}, 60_000);

describe("a log that holds", () => {
  test("is verified whole the first time", async () => {
    const steps: string[] = [];
    const wish = { remembered: null, everything: false, reconcile: true };
    const { report } = await verify(shown, wish, (step, done, total) => {
      steps.push(`${step} ${done}/${total}`);
    });
    expect(report.isFirst).toBe(true);
    expect(report.deployment).toBe(2);
    expect(report.reconciled).toBe(7);
    expect(report.trees.changes).toEqual({
      size: 600,
      remembered: 0,
      writers: 2,
      entries: 600,
      records: 600,
      gone: 120,
    });
    expect(steps[0]).toBe("deployment 0/900");
    expect(steps.at(-1)).toBe("reconciliation 900/900");
  });

  test("is verified from where it was left, and wholly if that is wanted", async () => {
    const { report, state } = await look(later, remembered);
    expect(report.isFirst).toBe(false);
    expect(report.trees.changes).toMatchObject({ size: 700, remembered: 600, entries: 100 });
    expect(report.trees.access).toMatchObject({ size: 513, remembered: 300, entries: 213 });
    const whole = await look(later, remembered, true);
    expect(whole.report.trees.changes).toMatchObject({ size: 700, remembered: 600, entries: 700 });
    expect(encodeState(whole.state)).toBe(encodeState(state));
    const again = await look(later, state);
    expect(again.report.trees.access).toMatchObject({ entries: 0, remembered: 513 });
  });

  test("may be empty", async () => {
    const other = await Deployment.make();
    const { report, state } = await look(await other.show({ changes: 0, access: 0 }));
    expect(report.trees.changes).toMatchObject({ size: 0, entries: 0 });
    const text = encodeState(state);
    expect(encodeState(await decodeState(text))).toBe(text);
  });

  test("is remembered in text that reads back", async () => {
    const text = encodeState(remembered);
    expect(encodeState(await decodeState(text))).toBe(text);
    for (const wrong of [text.replace("600", "601"), text.replace("end\n", ""), `${text}x`, ""]) {
      await expect(decodeState(wrong)).rejects.toThrow();
    }
  });
});
