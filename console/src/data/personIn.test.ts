import { expect, test } from "vitest";
import { personIn } from "./personIn";

test.each([
  ["a-1", "Patient", { type: "Patient", id: "a-1" }],
  ["  a-1 ", "Person", { type: "Person", id: "a-1" }],
  ["Practitioner/b.2", "Patient", { type: "Practitioner", id: "b.2" }],
  [
    "https://clinic.example/fhir/R4/Patient/c3?_format=json",
    "Person",
    { type: "Patient", id: "c3" },
  ],
  ["Patient/c3/_history/4", "Patient", { type: "Patient", id: "c3" }],
])("%s names a person", (text, type, person) => {
  expect(personIn(text, type)).toEqual(person);
});

test.each(["", "/", "Patient/", "Observation/1", "Anna Example", "../../api", "a".repeat(65), "é"])(
  "%j names nobody",
  (text) => {
    expect(personIn(text, "Patient")).toBeNull();
  },
);
