import { expect, test } from "vitest";
import { scanJson } from "../json/scan";
import { writeLine } from "../json/write";
import { definitionOf, draftOf } from "./definition";
import { fieldsOf } from "./fields";

test("a definition is the same after it was in the form, with every digit", () => {
  const definition = scanJson(`{
    "schema": {"type": "object", "properties": {"level": {"type": "number", "minimum": 0.50}}},
    "subject": {"path": "rater.id", "type": "Subject"},
    "open": ["level", "lines.price"],
    "indexes": [{"name": "level", "type": "number", "path": "level"}]
  }`);
  expect(writeLine(definitionOf(draftOf(definition)))).toBe(writeLine(definition));
  const least = scanJson('{"schema": {"type": "object"}}');
  expect(writeLine(definitionOf(draftOf(least)))).toBe(writeLine(least));
});

const SCHEMA = scanJson(`{
  "type": "object",
  "required": ["mode"],
  "properties": {
    "mode": {"enum": ["auto", "manual"], "title": "Mode"},
    "level": {"type": "number", "minimum": 0, "description": "In bar."},
    "night": {"type": "boolean"},
    "since": {"type": "string", "format": "date"},
    "note": {"type": "string", "maxLength": 200},
    "lines": {"type": "array"},
    "either": {"type": "string", "anyOf": []}
  }
}`);

test("simple members are fields, and all others are named", () => {
  const { fields, others } = fieldsOf(SCHEMA, scanJson('{"mode":"auto","beside":1}'));
  expect(fields.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
    "mode: choice",
    "level: number",
    "night: boolean",
    "since: date",
    "note: text",
  ]);
  expect(fields[0]).toMatchObject({ label: "Mode", isRequired: true, choices: ["auto", "manual"] });
  expect(others).toEqual(["lines", "either", "beside"]);
});

test("what stands there in another form than the schema has it is left to the JSON", () => {
  const { fields, others } = fieldsOf(SCHEMA, scanJson('{"level":"high","night":null}'));
  expect(fields.map(({ name }) => name)).not.toContain("level");
  expect(others).toEqual(["level", "night", "lines", "either"]);
});
