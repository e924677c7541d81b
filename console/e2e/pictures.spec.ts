// Every page, as it was looked at and found good. docs/developers/console.md says how pictures are taken anew.

import { type Browser, type Page, test } from "@playwright/test";
import { joined, member, patient, type Role, store, subject, told } from "./clinic";
import { open } from "./person";
import { compare, steady } from "./pictures";

/** A page: its picture's name, its address, and what on it is different each time. */
type Shown = [name: string, address: string, hidden?: string[]];

const NORA = "nora";
const coded = (system: string, code: string, text: string) => ({
  coding: [{ system, code, display: text }],
  text,
});
const loinc = (code: string, text: string) => coded("http://loinc.org", code, text);
const volume = (day: string, value: number) => ({
  resourceType: "Observation",
  id: `fvc-${day}`,
  status: "final",
  code: loinc("19868-9", "Forced vital capacity"),
  effectiveDateTime: `${day}T09:00:00Z`,
  valueQuantity: { value, unit: "L", system: "http://unitsofmeasure.org", code: "L" },
  referenceRange: [{ low: { value: 3.5, unit: "L" } }],
  ...subject(NORA),
});
const RECORD = [
  patient(NORA, {
    name: [{ use: "official", family: "Example", given: ["Nora"] }],
    birthDate: "1988-08-10",
    gender: "female",
    identifier: [{ system: "urn:example:number", value: "1234" }],
    telecom: [{ system: "phone", value: "+31 20 555 0100" }],
  }),
  patient("otto", { name: [{ family: "Sample", given: ["Otto"] }], birthDate: "1954-02-01" }),
  {
    resourceType: "Encounter",
    id: "visit",
    status: "finished",
    class: { code: "AMB", display: "ambulatory" },
    type: [{ text: "Lung clinic" }],
    period: { start: "2025-03-05T09:00:00Z", end: "2025-03-05T09:30:00Z" },
    ...subject(NORA),
  },
  {
    resourceType: "Condition",
    id: "asthma",
    code: coded("http://snomed.info/sct", "195967001", "Asthma"),
    clinicalStatus: { coding: [{ code: "active" }] },
    onsetDateTime: "2014",
    ...subject(NORA),
  },
  {
    resourceType: "MedicationRequest",
    id: "budesonide",
    status: "active",
    intent: "order",
    medicationCodeableConcept: { text: "Budesonide" },
    dosageInstruction: [{ text: "Two puffs in the morning." }],
    authoredOn: "2025-03-05",
    ...subject(NORA),
  },
  {
    resourceType: "DocumentReference",
    id: "letter",
    status: "current",
    description: "Letter to the doctor",
    date: "2025-03-06T10:00:00Z",
    content: [
      {
        attachment: {
          contentType: "text/plain",
          data: "RGVhciBjb2xsZWFndWU=",
          title: "letter.txt",
        },
      },
    ],
    ...subject(NORA),
  },
  volume("2024-09-02", 3.1),
  volume("2024-12-09", 3.4),
  volume("2025-03-05", 3.7),
];
const DEFINITION = {
  schema: {
    type: "object",
    required: ["mode"],
    properties: { mode: { enum: ["auto", "manual"] }, level: { type: "number", minimum: 0 } },
    additionalProperties: false,
  },
  indexes: [{ name: "mode", type: "token", path: "mode" }],
};

test.describe.configure({ mode: "serial" });
// What Playwright adds to hold a page still is refused by the page's own policy.
test.use({ bypassCSP: true, viewport: { width: 1280, height: 800 }, timezoneId: "UTC" });

async function all(page: Page, pages: Shown[]) {
  await steady(page);
  for (const [name, address, hidden = []] of pages) {
    await page.goto(`/#${address}`);
    await compare(
      page,
      name,
      hidden.map((it) => page.locator(it)),
    );
  }
  await page.context().close();
}

/** What has no name of ours, by the id that it was given. */
const ids = { client: "", document: "", event: "", erasure: "", user: "" };

const look = async (browser: Browser, who: Role, pages: Shown[]) =>
  all(await member(browser, who), pages);

test.beforeAll(async ({ browser }) => {
  const administrator = await member(browser, "Administrator");
  const type = { name: "pump-setting", definition: DEFINITION };
  await told(administrator, "POST", "/api/document-types", type);
  const program = { name: "Laboratory", roles: ["clinician"] };
  const made = await told<{ id: string }>(administrator, "POST", "/api/clients", program);
  ids.client = made.id;
  const invitation = { email: "vera@clinic.example", roles: ["auditor"], language: "en" };
  await told(administrator, "POST", "/api/invitations", invitation);
  await administrator.context().close();
  const clinician = await member(browser, "Clinician");
  await store(clinician, ...RECORD);
  const setting = '{"mode":"auto","level":2.50}';
  const kept = await told<{ id: string }>(clinician, "POST", "/api/types/pump-setting", setting);
  ids.document = kept.id;
  await clinician.context().close();
});

test("what strangers see", async ({ page }) => {
  await open(page);
  await all(page, [
    ["sign-in", "/"],
    ["forgotten", "/forgotten"],
    ["invitation", "/invitation/not-a-token"],
  ]);
});

test("what a patient sees", async ({ browser }) => {
  await all(await joined(browser, "Nora", "Patient", { patient: NORA }), [
    ["record", "/record"],
    ["record-accesses", "/record/accesses"],
    ["record-copy", "/record/copy"],
    ["record-rights", "/record/rights"],
  ]);
});

test("what everybody sees", async ({ browser }) => {
  await look(browser, "Administrator", [
    ["home", "/"],
    ["account", "/account"],
    ["nothing-here", "/nothing/here"],
  ]);
});

test("people and programs", async ({ browser }) => {
  await look(browser, "Administrator", [
    ["members", "/people"],
    ["invitations", "/people/invitations"],
    ["roles", "/people/roles"],
    ["rules", "/people/rules"],
    ["clients", "/people/clients"],
    ["client", `/people/clients/${ids.client}`],
    ["new-client", "/people/clients/new"],
  ]);
});

test("a member, and something that one did", async ({ browser }) => {
  const administrator = await member(browser, "Administrator");
  type Listed<T> = { items: T[] };
  const members = await told<Listed<{ user: string; roles: string[] }>>(
    administrator,
    "GET",
    "/api/members",
  );
  ids.user = members.items.find((it) => it.roles.includes("clinician"))?.user ?? "";
  const query = "/api/events?operation=create_document_type&count=1";
  const events = await told<Listed<{ id: string }>>(administrator, "GET", query);
  ids.event = events.items[0]?.id ?? "";
  await all(administrator, [
    ["member", `/people/${ids.user}`],
    ["event", `/activity/${ids.event}`, ["main pre", "main code"]],
  ]);
});

test("how data are kept", async ({ browser }) => {
  await look(browser, "Administrator", [
    ["state", "/data"],
    ["exports", "/data/exports"],
    ["ending", "/data/ending"],
  ]);
  await look(browser, "Privacy officer", [
    ["find-person", "/data/people"],
    ["erasures", "/data/erasures"],
    ["objections", "/data/objections"],
    // Of whom nobody has looked at several parts at once: those would be listed in no certain order.
    ["person-looked", "/data/people/Patient/otto/looked"],
    ["person-rights", `/data/people/Patient/${NORA}`],
    ["person-export", `/data/people/Patient/${NORA}/export`],
    ["person-erasure", `/data/people/Patient/${NORA}/erasure`],
  ]);
});

test("an erasure", async ({ browser }) => {
  const clinician = await member(browser, "Clinician");
  await store(clinician, patient("pia"));
  await clinician.context().close();
  const officer = await member(browser, "Privacy officer");
  const reason = { reason: "asked for it" };
  const erased = await told<{ id: string }>(officer, "POST", "/api/subjects/pia/erase", reason);
  await all(officer, [["erasure", `/data/erasures/${erased.id}`, ["main pre", "main code"]]]);
});

test("document types and documents", async ({ browser }) => {
  await look(browser, "Administrator", [
    ["types", "/types"],
    ["new-type", "/types/-new"],
    ["documents", "/types/pump-setting/documents"],
    ["document", `/types/pump-setting/documents/${ids.document}`],
    ["new-document", "/types/pump-setting/new"],
    ["definition", "/types/pump-setting/definition"],
  ]);
});

test("what happened", async ({ browser }) => {
  await look(browser, "Auditor", [
    ["activity", "/activity", ["main ol", "main ul"]],
    ["log", "/activity/log"],
  ]);
});

test("patients, and the parts of one", async ({ browser }) => {
  await look(browser, "Clinician", [
    ["home-clinician", "/"],
    ["patients", "/patients"],
    ["new-patient", "/patients/new"],
    ["edit-patient", `/patients/${NORA}/edit`],
    ["summary", `/patients/${NORA}`],
    ["timeline", `/patients/${NORA}/timeline`],
    ["observations", `/patients/${NORA}/observations`],
    ["conditions", `/patients/${NORA}/conditions`],
    ["patient-documents", `/patients/${NORA}/documents`],
    ["denied", "/people"],
  ]);
});

test("what is left of an account", async ({ browser }) => {
  const page = await joined(browser, "Quinn", "Analyst");
  const { id } = await told<{ id: string }>(page, "DELETE", "/auth/account");
  await all(page, [["gone", `/gone/${id}`]]);
});
