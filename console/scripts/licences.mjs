// Looks at the licences of what gets into the page: those below, and no other.

import { readFileSync } from "node:fs";

const GOOD = new Set(["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD"]);
// What builds the page and is no part of it.
const TOOLS = new Set(["vite"]);

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const seen = new Set();
let wrong = 0;

function look(name, parents) {
  // The nearest folder wins, as Node looks for packages.
  const places = parents.map((_, at) => [...parents.slice(0, parents.length - at), name]);
  const path = [...places, [name]]
    .map((place) => place.map((it) => `node_modules/${it}`).join("/"))
    .find((it) => lock.packages[it]);
  if (!path || seen.has(path)) return;
  seen.add(path);
  const { license = "none", dependencies = {} } = lock.packages[path];
  const choices = license.replace(/[()]/g, "").split(" OR ");
  if (!choices.some((it) => GOOD.has(it))) {
    console.error(`${path}: the licence ${license} is not on the list`);
    wrong += 1;
  }
  for (const dependency of Object.keys(dependencies)) look(dependency, [...parents, name]);
}

for (const name of Object.keys(lock.packages[""].dependencies)) {
  if (!TOOLS.has(name)) look(name, []);
}
// The list of passwords is copied from here.
look("@zxcvbn-ts/language-common", []);
if (wrong > 0) process.exit(1);
console.log(`licences: ${seen.size} packages in the page, all of them on the list`);
