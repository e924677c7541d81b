// Writes what is generated and committed: the types of the API, from its OpenAPI document, and the passwords that
// are refused, from the list of zxcvbn. With `--check` it only says whether they are up to date.

import { readFileSync, writeFileSync } from "node:fs";
import { dictionary } from "@zxcvbn-ts/language-common";
import openapiTS, { astToString } from "openapi-typescript";

const WORDS_MAX = 4000;

/** The long passwords of the list, and the commonest of its short words, which people make longer by digits. */
function commonPasswords() {
  const all = Object.values(dictionary["passwords-common"] ?? dictionary.passwords);
  const long = all.filter((it) => it.length >= 12);
  const words = all.filter((it) => /^[a-z]{4,11}$/.test(it)).slice(0, WORDS_MAX);
  const text = (list) => JSON.stringify(list.join(" "));
  return [
    "// From @zxcvbn-ts/language-common (MIT), by scripts/generate.mjs.",
    "",
    `export const LONG = ${text(long)};`,
    `export const WORDS = ${text(words)};`,
    "",
  ].join("\n");
}

async function schema() {
  const document = JSON.parse(readFileSync("../docs/openapi.json", "utf8"));
  return `// From docs/openapi.json, by scripts/generate.mjs.\n\n${astToString(await openapiTS(document))}`;
}

const files = {
  "src/generated/schema.d.ts": await schema(),
  "src/generated/common-passwords.ts": commonPasswords(),
};
for (const [file, text] of Object.entries(files)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(file, text);
    continue;
  }
  if (readFileSync(file, "utf8") !== text) {
    console.error(`${file} is not up to date: npm run generate`);
    process.exitCode = 1;
  }
}
