import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { ADMINISTRATOR, accept, expectAccessible, invite, open, signIn, signOut } from "./person";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

const SCRIPT = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>`;
/** So that what one run has made is not found by another on the same server. */
const RUN = Date.now().toString(36);
let clinician: State;

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, `nadia-${RUN}@clinic.example`, "Clinician");
  await signOut(page);
  await accept(page, link, "Nadia Example");
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
  clinician = await context.storageState();
  await context.close();
});

async function asClinician(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ storageState: clinician });
  const page = await context.newPage();
  await open(page, address);
  return page;
}

/** Stores resources under their ids, as the page itself would ask. */
async function store(page: Page, ...resources: { resourceType: string; id: string }[]) {
  const entry = resources.map((resource) => ({
    request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
    resource,
  }));
  const body = JSON.stringify({ resourceType: "Bundle", type: "transaction", entry });
  expect(await ask(page, "", { method: "POST", body })).toContain("transaction-response");
}

async function ask(page: Page, path: string, init: RequestInit = {}): Promise<string> {
  const [address, how] = [
    `/fhir/R4${path && `/${path}`}`,
    { ...init, headers: { "content-type": "application/fhir+json" } },
  ] as const;
  return page.evaluate(async ([to, given]) => (await fetch(to, given)).text(), [
    address,
    how,
  ] as const);
}

const patient = (id: string, more: object = {}) => ({
  resourceType: "Patient",
  id,
  name: [{ use: "official", family: "Example", given: ["Somebody"] }],
  birthDate: "1970-01-01",
  ...more,
});
const subject = (id: string) => ({ subject: { reference: `Patient/${id}` } });

test("somebody new is written down, found as one types, and opened by the keyboard", async ({
  browser,
}) => {
  const page = await asClinician(browser, "/#/patients");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("link", { name: "New patient" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Give a name or an identifier");
  await page.getByLabel("Given names").fill("Ottoline Maria");
  await page.getByLabel("Family name").fill(`Quist${RUN}`);
  await page.getByLabel("Birth date").fill("1980-13-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").first()).toContainText("There is no such date");
  await page.getByLabel("Birth date").fill("1980-03-12");
  await page.getByLabel("Sex").selectOption("Female");
  await page.getByLabel("Language").selectOption("Dutch");
  await page.getByRole("button", { name: "Add an identifier" }).click();
  await page.getByLabel("Number", { exact: true }).fill(`MRN-${RUN}`);
  await page.getByRole("button", { name: "Add a number or address" }).click();
  await page.getByLabel("Number or address").fill("+31 20 123 45 67");
  await page.getByRole("button", { name: "Add a postal address" }).click();
  await page.getByLabel("City").fill("Utrecht");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();

  await expect(
    page.getByRole("heading", { name: `Ottoline Maria Quist${RUN}`, level: 1 }),
  ).toBeVisible();
  for (const fact of ["+31 20 123 45 67", "Utrecht", "Dutch"]) {
    await expect(page.getByText(fact)).toBeVisible();
  }
  await expectAccessible(page);
  expect(await page.title()).toBe("Patient · Ribcage");

  await page.getByRole("link", { name: "All patients" }).click();
  await expect(page.getByRole("row", { name: `Quist${RUN}` })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Find a patient")).toBeFocused();
  for (const words of [`ottol quist${RUN}`, `12-03-1980 quist${RUN}`, `MRN-${RUN}`]) {
    await page.getByLabel("Find a patient").fill(words);
    await expect(page.getByText("Shown: 1", { exact: true })).toBeVisible();
    await expect(page.getByRole("row", { name: `Ottoline Maria Quist${RUN}` })).toContainText(
      `MRN-${RUN}`,
    );
  }
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Ottoline/, level: 1 })).toBeVisible();
  // Whoever comes back finds the list as it was, and nothing of it stood in an address.
  await page.goBack();
  await expect(page.getByLabel("Find a patient")).toHaveValue(`MRN-${RUN}`);
  expect(asked.filter((url) => /quist|ottol|mrn|1980/i.test(url))).toEqual([]);
  await page.getByLabel("Find a patient").fill("nobody-of-this-name");
  await expect(page.getByText("Nobody is found.")).toBeVisible();
  await expectAccessible(page);
});

test("a long list is drawn in part, and fetched on the way", async ({ browser }) => {
  const page = await asClinician(browser, "/#/patients");
  const many = Array.from({ length: 250 }, (_, at) =>
    patient(`row-${RUN}-${at}`, { name: [{ family: `Zz${RUN}`, given: [`N${at}`] }] }),
  );
  await store(page, ...many);
  await page.getByLabel("Find a patient").fill(`zz${RUN}`);
  await expect(page.getByText("Shown: 100, and there are more")).toBeVisible();
  await expect(page.getByRole("row").first()).toBeVisible();
  await page
    .getByRole("link", { name: `Zz${RUN}` })
    .first()
    .focus();
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(page.getByText("Shown: 250", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("End");
  await expect(page.locator(":focus")).toBeVisible();
  expect(await page.getByRole("row").count()).toBeLessThan(80);
  await page.keyboard.press("Home");
  await expect(page.locator("[data-row='0'] a")).toBeFocused();
  // Whoever opens one far down finds the list as far down when they come back.
  await page.keyboard.press("End");
  await expect(page.locator("[data-row='249'] a")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^N\d+ Zz/ })).toBeInViewport();
  await page.goBack();
  await expect(page.locator("[data-row='249'] a")).toBeInViewport();
});

test("whoever is no clinician finds no way in, and pages that say so", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(page.getByRole("link", { name: "People" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Patients" })).toHaveCount(0);
  for (const address of ["", "/new", "/somebody", "/somebody/timeline", "/somebody/edit"]) {
    await page.goto(`/#/patients${address}`);
    await expect(page.getByText("Not for your role")).toBeVisible();
  }
  await page.goto("/#/patients");
  await expect(page.getByLabel("Find a patient")).toHaveCount(0);
  await expectAccessible(page);
});

test("whoever may not know who it is sees what was measured, and is refused once", async ({
  browser,
  page,
}) => {
  const id = `unknown-${RUN}`;
  const code = { coding: [{ system: "http://snomed.info/sct", code: "38341003" }] };
  const nadia = await asClinician(browser, "/#/patients");
  await store(nadia, patient(id), {
    resourceType: "Condition",
    id: `${id}-c`,
    code,
    ...subject(id),
  } as never);
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, `oskar-${RUN}@clinic.example`, "Analyst");
  await signOut(page);
  await accept(page, link, "Oskar Example");
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Patients" })).toHaveCount(0);
  const refused: string[] = [];
  page.on("response", (it) => it.status() === 403 && refused.push(it.url()));
  await page.goto(`/#/patients/${id}`);
  await expect(page.getByText("Your role may not see who this is.")).toBeVisible();
  await expect(page.getByText("38341003")).toBeVisible();
  await expect(page.getByText("Somebody Example")).toHaveCount(0);
  await expectAccessible(page);
  expect(refused).toHaveLength(1);
});

test("scripts in every field stay text", async ({ browser }) => {
  const page = await asClinician(browser, "/#/patients");
  const id = `script-${RUN}`;
  const code = { text: SCRIPT, coding: [{ system: "urn:example:x", code: "x", display: SCRIPT }] };
  await store(
    page,
    patient(id, {
      name: [{ family: `${SCRIPT}${RUN}`, given: [SCRIPT], prefix: [SCRIPT], text: SCRIPT }],
      identifier: [{ system: "javascript:window.broken=1", value: SCRIPT }],
      telecom: [{ system: "url", value: "javascript:window.broken=1" }],
      address: [{ line: [SCRIPT], city: SCRIPT, country: SCRIPT }],
      communication: [{ language: { text: SCRIPT } }],
    }),
    {
      resourceType: "Observation",
      id: `${id}-o`,
      status: "final",
      code,
      ...subject(id),
      effectiveDateTime: "2026-01-01",
      valueQuantity: { value: 1, unit: SCRIPT },
      note: [{ text: SCRIPT }],
    } as never,
    {
      resourceType: "Observation",
      id: `${id}-s`,
      status: "final",
      code: { text: `${SCRIPT} in words` },
      ...subject(id),
      valueString: SCRIPT,
    } as never,
    {
      resourceType: "Condition",
      id: `${id}-c`,
      code,
      ...subject(id),
      onsetString: SCRIPT,
    } as never,
    {
      resourceType: "MedicationRequest",
      id: `${id}-m`,
      status: "active",
      intent: "order",
      medicationCodeableConcept: code,
      dosageInstruction: [{ text: SCRIPT }],
      ...subject(id),
    } as never,
    {
      resourceType: "Encounter",
      id: `${id}-e`,
      status: "finished",
      class: { display: SCRIPT },
      ...subject(id),
    } as never,
    {
      resourceType: "AllergyIntolerance",
      id: `${id}-a`,
      code,
      patient: { reference: `Patient/${id}` },
      reaction: [{ manifestation: [{ text: SCRIPT }] }],
    } as never,
  );
  for (const address of ["", "/timeline", "/observations", "/conditions"]) {
    await page.goto(`/#/patients/${id}${address}`);
    await expect(page.getByText(SCRIPT).nth(1)).toBeVisible();
    await expectAccessible(page);
  }
  await page.goto(`/#/patients/${id}/edit`);
  await expect(page.getByLabel("Family name")).toHaveValue(`${SCRIPT}${RUN}`);
  await page.goto("/#/patients");
  await expect(page.getByRole("link", { name: `${SCRIPT}${RUN}` })).toBeVisible();
  expect(await page.evaluate(() => "broken" in window)).toBe(false);
  expect(await page.locator("main img, main script, main a[href^=javascript]").count()).toBe(0);
});

test("two who change the same patient lose nothing, and choose where both changed the same", async ({
  browser,
}) => {
  const page = await asClinician(browser, "/#/patients");
  const id = `merge-${RUN}`;
  const weight = { url: "https://example.org/weight", valueDecimal: "DIGITS" };
  const body = JSON.stringify(patient(id, { extension: [weight] })).replace('"DIGITS"', "1.10");
  await ask(page, `Patient/${id}`, { method: "PUT", body });
  const other = await asClinician(browser, `/#/patients/${id}/edit`);
  await page.goto(`/#/patients/${id}/edit`);
  await expect(page.getByLabel("Family name")).toHaveValue("Example");
  await other.getByLabel("Birth date").fill("1971-02-03");
  await other.getByLabel("Family name").fill("Theirs");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { name: "Somebody Theirs" })).toBeVisible();

  await page.getByLabel("Family name").fill("Mine");
  await page.getByLabel("Sex").selectOption("Other");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Somebody else changed the same")).toBeVisible();
  const choice = page.getByRole("group", { name: "Name · Family name" });
  await expect(choice).toContainText("Before: Example");
  await expectAccessible(page);
  await choice.getByRole("radio", { name: "Their change Theirs" }).check();
  await page.getByRole("button", { name: "Save with these" }).click();
  await expect(page.getByRole("heading", { name: "Somebody Theirs" })).toBeVisible();
  await expect(page.getByText("Born Feb 3, 1971")).toBeVisible();
  await expect(page.getByText("Other", { exact: true })).toBeVisible();
  // What the form does not know is as it was, to the last digit.
  expect(await ask(page, `Patient/${id}`)).toContain('"valueDecimal":1.10');

  // Where each changed something else, nobody is asked.
  await page.goto(`/#/patients/${id}/edit`);
  await other.goto(`/#/patients/${id}/edit`);
  await expect(page.getByLabel("Family name")).toHaveValue("Theirs");
  await other.getByRole("button", { name: "Add a number or address" }).click();
  await other.getByLabel("Number or address").fill("theirs@example.org");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("theirs@example.org")).toBeVisible();
  await page.getByRole("button", { name: "Add a number or address" }).click();
  await page.getByLabel("Number or address").fill("mine@example.org");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("mine@example.org")).toBeVisible();
  await expect(page.getByText("theirs@example.org")).toBeVisible();
});

test("a connection that is cut in the middle of saving loses nothing that was typed", async ({
  browser,
}) => {
  const page = await asClinician(browser, "/#/patients/new");
  await page.getByLabel("Family name").fill(`Cut${RUN}`);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing you typed is lost");
  await expect(page.getByLabel("Family name")).toHaveValue(`Cut${RUN}`);
  await expectAccessible(page);
  await page.context().setOffline(false);
  // The answer to the next try is lost: it is stored, and the page does not know.
  await page.evaluate(() => {
    const { fetch } = window;
    window.fetch = async (...given) => {
      const answer = await fetch(...given);
      if (given[1]?.method !== "PUT") return answer;
      window.fetch = fetch;
      throw new TypeError("the connection was cut");
    };
  });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing you typed is lost");
  await page.getByLabel("Given names").fill("Once");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: `Once Cut${RUN}`, level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "All patients" }).click();
  await page.getByLabel("Find a patient").fill(`cut${RUN}`);
  await expect(page.getByText("Shown: 1", { exact: true })).toBeVisible();
});

test("whoever writes down somebody a second time is asked whether it is the same person", async ({
  browser,
}) => {
  const page = await asClinician(browser, "/#/patients");
  await store(page, patient(`twin-${RUN}`, { name: [{ family: `Twin${RUN}`, given: ["Ada"] }] }));
  await page.goto("/#/patients/new");
  await page.getByLabel("Given names").fill("Ada");
  await page.getByLabel("Family name").fill(`Twin${RUN}`);
  await page.getByLabel("Birth date").fill("1970-01-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Is it one of these?")).toBeVisible();
  await expect(page.getByRole("link", { name: `Ada Twin${RUN}` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: `Ada Twin${RUN}`, level: 1 })).toBeVisible();
});

test("nobody leaves what they have typed by mistake", async ({ browser }) => {
  const page = await asClinician(browser, "/#/patients/new");
  await page.getByLabel("Family name").fill("Unsaved");
  await page.getByRole("link", { name: "Cancel" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByLabel("Family name")).toHaveValue("Unsaved");
  await page.getByRole("link", { name: "Cancel" }).click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { name: "Patients", level: 1 })).toBeVisible();
});

test("what was measured is drawn over time, and read by keys and as a table", async ({
  browser,
}) => {
  const page = await asClinician(browser, "/#/patients");
  const id = `chart-${RUN}`;
  const observation = (name: string, more: object) =>
    ({
      resourceType: "Observation",
      id: `${id}-${name}`,
      status: "final",
      ...subject(id),
      ...more,
    }) as never;
  const pressure = (name: string, day: string, high: number, low: number) =>
    observation(name, {
      code: { coding: [{ system: "http://loinc.org", code: "85354-9" }], text: "Blood pressure" },
      effectiveDateTime: day,
      component: [
        {
          code: { text: "Systolic" },
          valueQuantity: { value: high, unit: "mmHg" },
          referenceRange: [{ low: { value: 90 }, high: { value: 140, unit: "mmHg" } }],
        },
        { code: { text: "Diastolic" }, valueQuantity: { value: low, unit: "mmHg" } },
      ],
    });
  const weight = (name: string, day: string, value: number, unit: string) =>
    observation(name, {
      code: { text: "Weight" },
      effectiveDateTime: day,
      valueQuantity: { value, unit },
    });
  await store(
    page,
    patient(id),
    pressure("a", "2025-01-10", 150, 95),
    pressure("b", "2025-06-10", 130, 80),
    weight("c", "2024-01-10", 170, "lb"),
    weight("d", "2025-01-10", 80, "kg"),
    weight("e", "2025-02-10", 78, "kg"),
    observation("f", { status: "entered-in-error", code: { text: "Weight" }, valueString: "!" }),
  );
  await page.goto(`/#/patients/${id}`);
  await expect(page.getByText("2 less than on Jan 10, 2025")).toBeVisible();
  await page.getByRole("link", { name: "Observations" }).click();
  const chart = page.getByRole("slider", { name: /^Blood pressure/ });
  await expect(chart).toHaveAttribute(
    "aria-valuetext",
    "Jun 10, 2025 · Systolic 130 mmHg · Diastolic 80 mmHg",
  );
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(
    page.getByText("Jan 10, 2025 · Systolic 150 mmHg · Diastolic 95 mmHg"),
  ).toBeVisible();
  await expect(page.getByText("Reference range 90 – 140 mmHg")).toBeVisible();
  // Pounds and kilograms are two pictures.
  await expect(page.getByRole("slider", { name: /^Weight \((kg|lb)\)/ })).toHaveCount(2);
  await page.getByText("Values as a table").last().click();
  await expect(page.getByRole("table", { name: "Weight" }).getByRole("row")).toHaveCount(4);
  await expectAccessible(page);
  await page.getByLabel("Time", { exact: true }).selectOption("Three months");
  await expect(page.getByText("Nothing was measured in this time.")).toBeVisible();
});

test("the timeline is in order of time, and conditions and medications have their states", async ({
  browser,
}) => {
  const page = await asClinician(browser, "/#/patients");
  const id = `time-${RUN}`;
  const about = subject(id);
  await store(
    page,
    patient(id),
    {
      resourceType: "Encounter",
      id: `${id}-e`,
      status: "finished",
      class: { code: "AMB" },
      type: [{ text: "Check-up" }],
      period: { start: "2026-02-03", end: "2026-02-03" },
      ...about,
    } as never,
    {
      resourceType: "Condition",
      id: `${id}-c`,
      clinicalStatus: {
        coding: [
          { system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "resolved" },
        ],
      },
      code: { text: "Pneumonia" },
      onsetDateTime: "2019",
      ...about,
    } as never,
    {
      resourceType: "MedicationRequest",
      id: `${id}-m`,
      status: "stopped",
      intent: "order",
      medicationCodeableConcept: { text: "Amoxicillin" },
      authoredOn: "2019-05-06",
      ...about,
    } as never,
    {
      resourceType: "Procedure",
      id: `${id}-p`,
      status: "completed",
      code: { text: "Radiograph" },
      ...about,
    } as never,
  );
  await page.goto(`/#/patients/${id}/timeline`);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText([
    "February 2026",
    "May 2019",
    "2019",
    "Without a date",
  ]);
  await expect(page.getByRole("region", { name: "2019", exact: true })).toContainText("Pneumonia");
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Encounters" }).uncheck();
  await expect(page.getByText("Check-up")).toHaveCount(0);

  await page.getByRole("link", { name: "Conditions and medications" }).click();
  await expect(page.getByRole("region", { name: "Past conditions" })).toContainText("Resolved");
  await expect(page.getByRole("region", { name: "Prescriptions" })).toContainText("Stopped");
  await expect(page.getByText("No active condition is known.")).toBeVisible();
  await expectAccessible(page);
});

test("a patient who is gone, or never was, is said to be so", async ({ browser }) => {
  const page = await asClinician(browser, "/#/patients");
  const id = `gone-${RUN}`;
  await store(page, patient(id));
  await ask(page, `Patient/${id}`, { method: "DELETE" });
  await page.goto(`/#/patients/${id}`);
  await expect(page.getByText("No longer here")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/#/patients/never-${RUN}`);
  await expect(page.getByText("It is not there, or you may not know of it.")).toBeVisible();
  await page.goto(`/#/patients/never-${RUN}/edit`);
  await expect(page.getByText("It is not there, or you may not know of it.")).toBeVisible();
});
