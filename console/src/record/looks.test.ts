import { expect, test } from "vitest";
import { lookOf, parametersOf } from "./looks";

test("an event says who did what, with which documents, from where", () => {
  const role = { code: "4" };
  const look = lookOf({
    resourceType: "AuditEvent",
    id: "a-1",
    recorded: "2026-11-29T12:00:00Z",
    outcome: "0",
    subtype: [
      { system: "http://hl7.org/fhir/restful-interaction", code: "read" },
      { system: "urn:ribcage:operation", code: "read_resource" },
    ],
    agent: [
      { requestor: false, who: { display: "Ribcage" } },
      { requestor: true, who: { display: "Bo" }, network: { address: "::1" } },
    ],
    entity: [
      { what: { reference: "Patient/p" }, role: { code: "1" } },
      { what: { reference: "Observation/o/_history/3" }, role },
    ],
  });
  expect(look).toEqual({
    id: "a-1",
    at: "2026-11-29T12:00:00Z",
    operation: "read_resource",
    done: true,
    who: "Bo",
    address: "::1",
    documents: ["Observation/o"],
  });
});

test("a day that is the last one is looked at to its end", () => {
  const filter = { what: "changed", from: "2026-11-28", until: "2026-11-29" };
  const parameters = parametersOf({ type: "Practitioner", id: "x" }, filter);
  expect(parameters).toContainEqual(["entity", "Practitioner/x"]);
  expect(parameters).toContainEqual(["action", "C,U,D"]);
  const [from, until] = parameters.filter(([name]) => name === "date").map(([, value]) => value);
  const days = Date.parse(until?.slice(2) ?? "") - Date.parse(from?.slice(2) ?? "");
  expect([from?.slice(0, 2), until?.slice(0, 2), days]).toEqual(["ge", "lt", 2 * 86_400_000]);
});
