import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { filled } from "../messages";
import { en, type Key } from "../messages/en";
import { messages as nl } from "../messages/nl";
import { messages as pt } from "../messages/pt";
import { DEEDS } from "./deeds";
import { type Event, operationName, outcomeOf, whatWasDone, whoDid } from "./sentence";

const inEnglish = (key: Key, values = {}) => filled(en[key], values);
const inDutch = (key: Key, values = {}) => filled(nl[key], values);

const event = (over: Partial<Event>): Event => ({
  id: "c-0000000000000001-1",
  hash: "",
  at: "2026-11-30T08:20:10.088Z",
  operation: "update_resource",
  outcome: "done",
  actor: { kind: "user", id: "1", name: "Anna Example" },
  interface: "console",
  request: "",
  resources: [{ type: "Observation", id: "1", version: 2 }],
  ...over,
});

test("every operation that the server knows has words", () => {
  const list = readFileSync("../crates/model/src/operation/list.rs", "utf8");
  const names = [...list.matchAll(/^ +\w+ "(\w+)" (?:Change|Access) /gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(150);
  expect(names.filter((name) => !(String(name) in DEEDS))).toEqual([]);
  for (const [verb, thing] of Object.values(DEEDS)) {
    expect(en).toHaveProperty([`activity.do.${verb}`]);
    expect(en).toHaveProperty([`activity.did.${verb}`]);
    if (thing && thing !== "*") expect(en).toHaveProperty([`activity.thing.${thing}`]);
    expect(en[`activity.do.${verb}`].includes("{what}"), verb).toBe(thing !== undefined);
  }
});

test("what was done is said in words, and what was not as what was wanted", () => {
  expect(whatWasDone(inEnglish, event({}))).toBe("changed an observation");
  expect(whatWasDone(inDutch, event({}))).toBe("heeft een waarneming gewijzigd");
  expect(whatWasDone(inEnglish, event({ outcome: "refused" }))).toBe(
    "wanted to change an observation",
  );
  expect(whatWasDone(inDutch, event({ outcome: "failed" }))).toBe("wilde een waarneming wijzigen");
});

test("the first version of a document was created, whatever the request was", () => {
  const resources = [{ type: "Observation", id: "1", version: 1 }];
  expect(whatWasDone(inEnglish, event({ resources }))).toBe("created an observation");
});

test("what has no words yet is shown as it is called", () => {
  expect(whatWasDone(inEnglish, event({ operation: "do_magic" }))).toBe("did “do_magic”");
  expect(operationName(inEnglish, "do_magic")).toBe("do_magic");
  const resources = [{ type: "supplier-rating", id: "1", version: 3 }];
  expect(whatWasDone(inEnglish, event({ resources }))).toBe(
    "changed a document of type supplier-rating",
  );
});

test("whoever has no name is named by what they are", () => {
  expect(whoDid(inEnglish, { kind: "user", id: "1", name: "" })).toBe("Somebody who is forgotten");
  expect(whoDid(inEnglish, { kind: "operator", name: "operator" })).toBe("The operator");
  expect(whoDid(inEnglish, { kind: "client", id: "1", name: "Laboratory" })).toBe("Laboratory");
});

test("no two operations are called the same, since they are chosen by what they are called", () => {
  for (const words of [en, nl, pt]) {
    const t = (key: Key, values = {}) => filled(words[key], values);
    const names = Object.keys(DEEDS).map((it) => operationName(t, it));
    const shared = names.filter((name, at) => names.indexOf(name) !== at);
    expect(shared).toEqual([]);
  }
});

test("that somebody has not asked for something is no failure", () => {
  const none = event({
    operation: "find_erasure_request",
    outcome: "failed",
    problem: "not_found",
  });
  expect(outcomeOf(none)).toBe("none");
  expect(whatWasDone(inEnglish, none)).toBe("looked at a wish to be erased");
  expect(outcomeOf({ ...none, problem: "denied" })).toBe("failed");
  expect(outcomeOf({ ...none, operation: "find_subject" })).toBe("failed");
});
