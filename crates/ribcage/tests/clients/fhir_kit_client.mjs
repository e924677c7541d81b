// What an application does with fhir-kit-client.
// Usage: fhir_kit_client.mjs URL TOKEN, with the CA in NODE_EXTRA_CA_CERTS

import { Client } from "fhir-kit-client";
import assert from "node:assert/strict";

const [url, token] = process.argv.slice(2);
const client = new Client({ baseUrl: `${url}/fhir/R4`, bearerToken: token });
assert.equal((await client.capabilityStatement()).fhirVersion, "4.0.1");
const patient = await client.create({
  resourceType: "Patient",
  body: { resourceType: "Patient", name: [{ family: "Kit" }], birthDate: "1980" },
});
const { id } = patient;
for (let number = 0; number < 3; number++) {
  await client.create({
    resourceType: "Observation",
    body: {
      resourceType: "Observation",
      status: "final",
      code: { text: "weight" },
      subject: { reference: `Patient/${id}` },
    },
  });
}
let page = await client.search({ resourceType: "Observation", searchParams: { patient: id, _count: 2 } });
let count = 0;
while (page) {
  count += page.entry?.length ?? 0;
  page = await client.nextPage({ bundle: page });
}
assert.equal(count, 3);
const posted = await client.resourceSearch({
  resourceType: "Patient",
  searchParams: { family: "Kit" },
  options: { postSearch: true },
});
assert.equal(posted.entry[0].resource.id, id);
const compartment = await client.compartmentSearch({
  resourceType: "Observation",
  compartment: { resourceType: "Patient", id },
});
assert.equal(compartment.entry.length, 3);
const updated = await client.update({ resourceType: "Patient", id, body: { ...patient, gender: "female" } });
assert.equal(updated.meta.versionId, "2");
const patched = await client.patch({
  resourceType: "Patient",
  id,
  jsonPatch: [{ op: "add", path: "/active", value: true }],
});
assert.equal(patched.active, true);
assert.equal((await client.vread({ resourceType: "Patient", id, version: "1" })).gender, undefined);
assert.equal((await client.history({ resourceType: "Patient", id })).entry.length, 3);
assert.ok((await client.history({ resourceType: "Patient" })).entry.length >= 3);
const batch = await client.batch({
  body: { resourceType: "Bundle", type: "batch", entry: [{ request: { method: "GET", url: `Patient/${id}` } }] },
});
assert.equal(batch.entry[0].resource.id, id);
const transaction = await client.transaction({
  body: {
    resourceType: "Bundle",
    type: "transaction",
    entry: [{ resource: { resourceType: "Patient" }, request: { method: "POST", url: "Patient" } }],
  },
});
assert.ok(transaction.entry[0].response.status.startsWith("201"));
const everything = await client.operation({ name: "everything", resourceType: "Patient", id, method: "GET" });
assert.equal(everything.entry.length, 4);
const checked = await client.operation({
  name: "validate",
  resourceType: "Patient",
  input: { resourceType: "Patient", gender: "banana" },
});
assert.equal(checked.issue[0].severity, "error");
await assert.rejects(
  client.read({ resourceType: "Patient", id: "nobody" }),
  (error) => error.response.status === 404 && error.response.data.resourceType === "OperationOutcome",
);
console.log("fhir-kit-client did everything");
