import { expect, test } from "vitest";
import { filled } from "../messages";
import type { Key } from "../messages/en";
import { messages as nl } from "../messages/nl";
import { encounterName } from "../patients/parts";
import { documentsText } from "./Looks";
import { saidBy } from "./subject";

const inDutch = (key: Key, values = {}) => filled(nl[key], values);

test("that something is on a person's own word is said in the language of the page", () => {
  expect(saidBy(inDutch, "the person")).toBe("de persoon zelf");
  expect(saidBy(inDutch, "the person's sister")).toBe("the person's sister");
});

test("documents are called by what they are", () => {
  const documents = ["Observation/1", "Patient/2", "Observation/3", "Basic/4"];
  expect(documentsText(inDutch, documents)).toBe(
    "Een waarneming × 2, Een patiënt, Een document van het type Basic",
  );
});

test("what kind of an encounter it was is said in the language of the page", () => {
  const encounter = { resourceType: "Encounter", status: "finished" } as const;
  const coded = { code: "AMB", display: "ambulatory" };
  const system = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  expect(encounterName(inDutch, { ...encounter, class: { ...coded, system } })).toBe(
    "Poliklinisch bezoek",
  );
  expect(encounterName(inDutch, { ...encounter, class: coded })).toBe("Poliklinisch bezoek");
  // Codes of others mean what those say.
  const theirs = { ...coded, system: "https://clinic.example/kinds" };
  expect(encounterName(inDutch, { ...encounter, class: theirs })).toBe("ambulatory");
  const eyes = { ...encounter, class: coded, reasonCode: [{ text: "Eye pressure" }] };
  expect(encounterName(inDutch, eyes)).toBe("Eye pressure");
});
