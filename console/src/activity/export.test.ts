import { expect, test } from "vitest";
import { csvLine } from "./export";
import type { Event } from "./sentence";

const event: Event = {
  id: "c-0000000000000001-7",
  hash: "ab",
  index: 6,
  at: "2026-11-30T08:00:00Z",
  operation: "update_resource",
  outcome: "done",
  actor: { kind: "user", id: "1f", name: 'Anna "Ann" Example, MD' },
  interface: "fhir",
  address: "::1",
  request: "r",
  parameters: ["_count", "code"],
  policies: ["clinician-treats-patients"],
  resources: [
    { type: "Observation", id: "1", version: 2 },
    { type: "Patient", id: "2", version: 1 },
  ],
};

test("an event is a line of a table", () => {
  expect(csvLine(event)).toBe(
    "2026-11-30T08:00:00Z,c-0000000000000001-7,update_resource,done,,user,1f," +
      '"Anna ""Ann"" Example, MD",fhir,::1,r,Observation/1/_history/2 Patient/2/_history/1,' +
      "_count code,,clinician-treats-patients,6,ab\r\n",
  );
});

test("a name that a spreadsheet would reckon with stays a name", () => {
  const actor = { kind: "user", id: "1f", name: "=HYPERLINK(1)" };
  expect(csvLine({ ...event, actor })).toContain(`,"'=HYPERLINK(1)",`);
});
