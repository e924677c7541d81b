// Measures what a browser loads before somebody can sign in, compressed, and holds it against the limit.

import { readFileSync, statSync } from "node:fs";

const LIMIT = 250_000;
const page = readFileSync("dist/index.html", "utf8");
const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file);
const bytes = first.reduce((sum, file) => sum + statSync(`dist/${file}.gz`).size, 0);
console.log(
  `first load: ${bytes} bytes of compressed script in ${first.length} files, ${LIMIT} at most`,
);
if (first.length === 0 || bytes > LIMIT) process.exit(1);
