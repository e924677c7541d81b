// The other side of the password exchange, as a browser's package has it: reads calls, a line of JSON each, and
// answers with what they gave.

import { createInterface } from "node:readline";
import * as opaque from "@serenity-kit/opaque";

await opaque.ready;

for await (const line of createInterface({ input: process.stdin })) {
  const { side, name, parameters } = JSON.parse(line);
  let answer;
  try {
    answer = { gave: opaque[side][name](parameters) ?? null };
  } catch (error) {
    answer = { failed: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
