import { expect, test } from "vitest";
import { filled } from "../messages";
import type { Key } from "../messages/en";
import { messages as nl } from "../messages/nl";
import { complain } from "./validity";

const inDutch = (key: Key, values = {}) => filled(nl[key], values);

function field(type: string, value: string, attributes: Record<string, string> = {}) {
  const input = document.createElement("input");
  input.type = type;
  for (const [name, its] of Object.entries(attributes)) input.setAttribute(name, its);
  input.value = value;
  complain(inDutch, "nl", input);
  return input;
}

test.each([
  [field("text", "", { required: "" }), "Vul dit in."],
  [field("email", "nobody"), "Schrijf een e-mailadres, zoals naam@voorbeeld.nl."],
  [field("number", "0", { min: "1" }), "Op zijn minst 1."],
  [field("number", "5000", { max: "1440" }), "Hoogstens 1.440."],
  [field("text", "A b", { pattern: "[a-z]+" }), "Dit kan zo niet geschreven worden."],
  [field("text", "good", { required: "" }), ""],
])("what is wrong with %o is said in the language of the page", (input, said) => {
  expect(input.validationMessage).toBe(said);
});

test("what was put right is wrong no more", () => {
  const input = field("text", "", { required: "" });
  expect(input.checkValidity()).toBe(false);
  input.value = "x";
  input.dispatchEvent(new Event("input"));
  expect(input.checkValidity()).toBe(true);
});
