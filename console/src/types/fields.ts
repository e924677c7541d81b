// Which fields a schema asks for, as far as they are simple ones: texts, numbers, yes or no, and one of several.

import type { Json } from "../json/scan";
import { memberOf } from "../json/write";
import { written } from "./server";

export interface SimpleField {
  name: string;
  kind: "text" | "number" | "boolean" | "choice" | "date";
  label: string;
  hint: string;
  isRequired: boolean;
  choices: string[];
}

/** What a schema may say of a member for it to be a simple field. */
const SAID = new Set([
  ...["type", "enum", "title", "description", "format", "default", "examples"],
  ...["minLength", "maxLength", "pattern"],
  ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
]);

/** The simple fields, and the names of all other members that the schema or the document has. */
export function fieldsOf(
  schema: Json,
  document: Json,
): { fields: SimpleField[]; others: string[] } {
  const properties = memberOf(schema, "properties");
  const required = memberOf(schema, "required");
  const must = required?.kind === "array" ? required.items.map(written) : [];
  const fields: SimpleField[] = [];
  const others: string[] = [];
  for (const [name, its] of properties?.kind === "object" ? properties.members : []) {
    const field = fieldOf(name, its, must.includes(name));
    if (field && fits(field, memberOf(document, name))) fields.push(field);
    else others.push(name);
  }
  const known = new Set([...fields.map(({ name }) => name), ...others]);
  const more = document.kind === "object" ? document.members.map(([name]) => name) : [];
  return { fields, others: [...others, ...more.filter((name) => !known.has(name))] };
}

function fieldOf(name: string, its: Json, isRequired: boolean): SimpleField | null {
  if (its.kind !== "object" || its.members.some(([said]) => !SAID.has(said))) return null;
  const type = written(memberOf(its, "type"));
  const choices = memberOf(its, "enum");
  const kind = kindOf(type, choices, written(memberOf(its, "format")));
  if (!kind) return null;
  return {
    name,
    kind,
    label: written(memberOf(its, "title")) || name,
    hint: written(memberOf(its, "description")),
    isRequired,
    choices: choices?.kind === "array" ? choices.items.map(written) : [],
  };
}

function kindOf(type: string, choices: Json | undefined, format: string) {
  if (choices) {
    const isText = choices.kind === "array" && choices.items.every(({ kind }) => kind === "string");
    return isText && (type === "" || type === "string") ? "choice" : null;
  }
  if (type === "string") return format === "date" ? "date" : "text";
  if (type === "number" || type === "integer") return "number";
  return type === "boolean" ? "boolean" : null;
}

/** Whether a field can show what stands there. */
function fits(field: SimpleField, value: Json | undefined): boolean {
  if (!value) return true;
  if (field.kind === "number") return value.kind === "number";
  if (field.kind === "boolean") return value.kind === "literal" && value.value !== null;
  return value.kind === "string" && !value.text.includes("\n");
}
