import { expect, test } from "@playwright/test";
import { comeIn, member, patient, RUN, store, subject } from "./clinic";
import { expectAccessible } from "./person";

const SCRIPT = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>`;
test("whoever may not know who it is sees what was measured, and is refused once", async ({
  browser,
  page,
}) => {
  const id = `unknown-${RUN}`;
  const code = { coding: [{ system: "http://snomed.info/sct", code: "38341003" }] };
  const clinician = await member(browser, "Clinician");
  await store(clinician, patient(id), {
    resourceType: "Condition",
    id: `${id}-c`,
    code,
    ...subject(id),
  });
  await clinician.context().close();
  await comeIn(page, "Analyst");
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

test("scripts in every field stay text", async ({ page }) => {
  await comeIn(page, "Clinician");
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
    },
    {
      resourceType: "Observation",
      id: `${id}-s`,
      status: "final",
      code: { text: `${SCRIPT} in words` },
      ...subject(id),
      valueString: SCRIPT,
    },
    {
      resourceType: "Condition",
      id: `${id}-c`,
      code,
      ...subject(id),
      onsetString: SCRIPT,
    },
    {
      resourceType: "MedicationRequest",
      id: `${id}-m`,
      status: "active",
      intent: "order",
      medicationCodeableConcept: code,
      dosageInstruction: [{ text: SCRIPT }],
      ...subject(id),
    },
    {
      resourceType: "Encounter",
      id: `${id}-e`,
      status: "finished",
      class: { display: SCRIPT },
      ...subject(id),
    },
    {
      resourceType: "AllergyIntolerance",
      id: `${id}-a`,
      code,
      patient: { reference: `Patient/${id}` },
      reaction: [{ manifestation: [{ text: SCRIPT }] }],
    },
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

test("what was measured is drawn over time, and read by keys and as a table", async ({ page }) => {
  await comeIn(page, "Clinician");
  const id = `chart-${RUN}`;
  const observation = (name: string, more: object) => ({
    resourceType: "Observation",
    id: `${id}-${name}`,
    status: "final",
    ...subject(id),
    ...more,
  });
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
  await expect(page.getByText("2 less than on 10 Jan 2025")).toBeVisible();
  await page.getByRole("link", { name: "Observations" }).click();
  const chart = page.getByRole("slider", { name: /^Blood pressure/ });
  await expect(chart).toHaveAttribute(
    "aria-valuetext",
    "10 Jun 2025 · Systolic 130 mmHg · Diastolic 80 mmHg",
  );
  await chart.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByText("10 Jan 2025 · Systolic 150 mmHg · Diastolic 95 mmHg")).toBeVisible();
  await expect(page.getByText("Reference range 90 – 140 mmHg")).toBeVisible();
  // Pounds and kilograms are two pictures.
  await expect(page.getByRole("slider", { name: /^Weight \((kg|lb)\)/ })).toHaveCount(2);
  await page.getByText("Values as a table").last().click();
  await expect(page.getByRole("table", { name: "Weight" }).getByRole("row")).toHaveCount(4);
  await expectAccessible(page);
  // As on a device that is turned, and turned back.
  for (const width of [740, 360, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width);
    const missing = () =>
      chart.evaluate((box) => {
        const { width, height } = box.getBoundingClientRect();
        const drawn = box.querySelector("svg")?.viewBox.baseVal;
        return Math.abs(width / height - (drawn?.width ?? 0) / (drawn?.height ?? 1));
      });
    await expect.poll(missing).toBeLessThan(0.01);
  }
  await page.getByLabel("Time", { exact: true }).selectOption("Three months");
  await expect(page.getByText("Nothing was measured in this time.")).toBeVisible();
});

test("the timeline is in order of time, and conditions and medications have their states", async ({
  page,
}) => {
  await comeIn(page, "Clinician");
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
    },
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
    },
    {
      resourceType: "MedicationRequest",
      id: `${id}-m`,
      status: "stopped",
      intent: "order",
      medicationCodeableConcept: { text: "Amoxicillin" },
      authoredOn: "2019-05-06",
      ...about,
    },
    {
      resourceType: "Procedure",
      id: `${id}-p`,
      status: "completed",
      code: { text: "Radiograph" },
      ...about,
    },
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

test("a part that is opened without a connection says so in its place, and comes by itself", async ({
  page,
  context,
}) => {
  await comeIn(page, "Clinician");
  const id = `offline-${RUN}`;
  await store(page, patient(id));
  await page.route("**/assets/TimelinePage-*", (route) => route.abort());
  await page.goto(`/#/patients/${id}`);
  await expect(page.getByRole("heading", { name: "Somebody Example" })).toBeVisible();
  const parts = page.getByRole("navigation", { name: "Parts of the record" });
  await context.setOffline(true);
  await parts.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("alert")).toContainText("The server cannot be reached.");
  await expect(page.getByText("There is no connection.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Somebody Example" })).toBeVisible();
  await expectAccessible(page);
  // Elsewhere all goes on.
  await parts.getByRole("link", { name: "Summary" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await parts.getByRole("link", { name: "Timeline" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await page.unroute("**/assets/TimelinePage-*");
  await context.setOffline(false);
  await expect(page.getByRole("checkbox", { name: "Encounters" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a part whose file the server has no more is loaded with the whole page, once", async ({
  page,
}) => {
  await comeIn(page, "Clinician");
  const id = `upgraded-${RUN}`;
  await store(page, patient(id));
  let loaded = 0;
  page.on("request", (it) => {
    if (it.isNavigationRequest()) loaded += 1;
  });
  // As after an upgrade, until the page is loaded anew.
  await page.route("**/assets/TimelinePage-*", (route) =>
    loaded < 1 ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await page.goto(`/#/patients/${id}`);
  await page.getByRole("link", { name: "Timeline" }).first().click();
  await expect(page.getByRole("checkbox", { name: "Encounters" })).toBeVisible();
  expect(loaded).toBe(1);

  await page.unroute("**/assets/TimelinePage-*");
  await page.route("**/assets/ObservationsPage-*", (route) => route.fulfill({ status: 404 }));
  await page.reload();
  loaded = 0;
  await page.getByRole("link", { name: "Observations" }).click();
  await expect(page.getByRole("alert")).toContainText("Something went wrong (page_failed).");
  await expect(page.getByRole("link", { name: "Patients", exact: true })).toBeVisible();
  expect(loaded).toBe(1);
  await page.unroute("**/assets/ObservationsPage-*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByLabel("Time", { exact: true })).toBeVisible();
});
