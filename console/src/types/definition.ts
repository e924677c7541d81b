// A definition of a type as the form has it, and as the server does.

import type { Json } from "../json/scan";
import { scanJson } from "../json/scan";
import { memberOf, withMember, writePretty } from "../json/write";
import { written } from "./server";

export interface Index {
  name: string;
  type: string;
  path: string;
}

export interface Draft {
  /** The JSON Schema, as text. */
  schema: string;
  /** Whom documents are about: nobody, a patient, or a person of the platform's own. */
  about: "" | "Patient" | "Subject";
  aboutPath: string;
  /** Paths of what says nothing about anybody, one a line. */
  open: string;
  indexes: Index[];
}

export const INDEX_TYPES = ["token", "string", "number", "date", "uri"] as const;

export const NEW: Draft = {
  schema: '{\n  "type": "object",\n  "required": [],\n  "properties": {\n  }\n}',
  about: "",
  aboutPath: "",
  open: "",
  indexes: [],
};

export function draftOf(definition: Json): Draft {
  const subject = memberOf(definition, "subject");
  const open = memberOf(definition, "open");
  const indexes = memberOf(definition, "indexes");
  const about = written(memberOf(subject, "type"));
  return {
    schema: writePretty(memberOf(definition, "schema") ?? { kind: "object", members: [] }),
    about: about === "Patient" || about === "Subject" ? about : "",
    aboutPath: written(memberOf(subject, "path")),
    open: open?.kind === "array" ? open.items.map(written).join("\n") : "",
    indexes:
      indexes?.kind === "array"
        ? indexes.items.map((it) => ({
            name: written(memberOf(it, "name")),
            type: written(memberOf(it, "type")),
            path: written(memberOf(it, "path")),
          }))
        : [],
  };
}

/** The definition that is sent; the schema must be JSON that is none that is wrong. */
export function definitionOf({ schema, about, aboutPath, open, indexes }: Draft): Json {
  const text = (it: string): Json => ({ kind: "string", text: it.trim() });
  const object = (members: [string, Json][]): Json => ({ kind: "object", members });
  const paths = open.split("\n").filter((it) => it.trim() !== "");
  const subject = object([
    ["path", text(aboutPath)],
    ["type", text(about)],
  ]);
  const parts: [string, Json | undefined][] = [
    ["schema", scanJson(schema)],
    ["subject", about === "" ? undefined : subject],
    ["open", paths.length > 0 ? { kind: "array", items: paths.map(text) } : undefined],
    [
      "indexes",
      indexes.length > 0
        ? {
            kind: "array",
            items: indexes.map((it) =>
              object([
                ["name", text(it.name)],
                ["type", text(it.type)],
                ["path", text(it.path)],
              ]),
            ),
          }
        : undefined,
    ],
  ];
  return parts.reduce((whole, [name, part]) => withMember(whole, name, part), object([]));
}
