import { expect, test } from "vitest";
import type { Patient } from "../fhir/types";
import { changedName, elementText, languageOf, tidied, withLanguage } from "./form";

const patient = {
  resourceType: "Patient",
  photo: [{ url: "x" }],
  name: [{ use: "official", family: " Jansen ", given: ["Lotte"] }, { use: "usual" }],
  telecom: [{ system: "phone", value: "" }],
  identifier: [{ value: "", type: { text: "Passport" } }],
} as Patient;

test("what says nothing is not stored, and what the form does not know is", () => {
  expect(JSON.parse(JSON.stringify(tidied(patient)))).toEqual({
    resourceType: "Patient",
    photo: [{ url: "x" }],
    name: [{ use: "official", family: "Jansen", given: ["Lotte"] }],
    identifier: [{ type: { text: "Passport" } }],
  });
});

test("what was stored before is not put in order in passing", () => {
  expect(tidied({ ...patient, gender: "male" }, patient)).toEqual({ ...patient, gender: "male" });
  const [first, second] = patient.name ?? [];
  const changed = { ...patient, name: [{ ...first, family: " Bakker " }, second] } as Patient;
  expect(tidied(changed, patient).name).toEqual([{ ...first, family: "Bakker" }, second]);
});

test("the language is the one somebody prefers, and others stay", () => {
  const english = { language: { coding: [{ code: "en" }] } };
  const dutch = { language: { coding: [{ code: "nl" }] }, preferred: true };
  const both = { resourceType: "Patient", communication: [english, dutch] } as Patient;
  expect(languageOf(both)).toBe("nl");
  const changed = withLanguage(both, "pt");
  expect(changed.communication?.[0]).toBe(english);
  expect(languageOf(changed)).toBe("pt");
  expect(changed.communication?.[1]?.preferred).toBe(true);
  expect(withLanguage(both, "").communication).toEqual([english]);
  expect(languageOf({ resourceType: "Patient" })).toBe("");
});

test("the whole text of a name follows its parts", () => {
  expect(changedName({ text: "Lotte Jansen", given: ["Lotte"] }, { family: "Bakker" }).text).toBe(
    "Lotte Bakker",
  );
  expect(changedName({ given: ["Lotte"] }, { family: "Bakker" }).text).toBe(undefined);
});

test("elements are told in one line", () => {
  expect(elementText({ system: "phone", value: "1", use: "home" })).toBe("1 home");
  expect(elementText(["a", "b"])).toBe("a b");
  expect(elementText(undefined)).toBe("");
});
