import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { ask, find, make, member, named, pulse } from "./clinic";
import { expectAccessible } from "./person";

test.describe.configure({ mode: "serial" });

let clinician: Page;
let officer: Page;

test.beforeAll(async ({ browser }) => {
  clinician = await member(browser, "Clinician");
  officer = await member(browser, "Privacy officer");
});

test.afterAll(async () => {
  for (const page of [clinician, officer]) await page?.context().close();
});

test("nobody on whom a hold is can be erased; without it a receipt is left, and no name", async () => {
  const id = await make(clinician, named("Brambling"));
  const other = await make(clinician, named("Redpoll"));
  await make(clinician, pulse(id));
  const entity = (it: string) => ({ entity: { reference: `Patient/${it}` } });
  const group = { type: "person", actual: true, member: [entity(id), entity(other)] };
  await make(clinician, { resourceType: "Group", ...group });
  await find(officer, id);
  await officer.getByRole("link", { name: "Erasure", exact: true }).click();
  const goes = officer.getByRole("table", { name: "What goes" });
  await expect(goes.getByRole("row", { name: "An observation 1" })).toBeVisible();
  const others = officer.getByRole("table", { name: "Others it touches" });
  await expect(others.getByRole("row", { name: "A group 1" })).toBeVisible();
  await expectAccessible(officer);

  await officer.getByRole("button", { name: "Place a hold" }).click();
  await officer.getByRole("dialog").getByLabel("Reason").fill("a claim in court");
  await officer.getByRole("dialog").getByRole("button", { name: "Place a hold" }).click();
  await expect(officer.getByText("A hold is on this person")).toBeVisible();
  const erase = officer.getByRole("button", { name: "Erase for ever" });
  await expect(erase).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(officer);
  await officer.getByRole("button", { name: /Take away the hold/ }).click();
  await expect(officer.getByText("A hold is on this person")).toHaveCount(0);

  await officer.getByLabel("Reason").fill("Brambling asked for it");
  await officer.getByLabel(`Type ${id} to confirm`).fill("somebody-else");
  await expect(erase).toHaveAttribute("aria-disabled", "true");
  await officer.getByLabel(`Type ${id} to confirm`).fill(id);
  await erase.click();
  await expect(officer.getByRole("alert")).toContainText("The reason names the person");
  await officer.getByLabel("Reason").fill("request of the person");
  await erase.click();

  await expect(officer.getByRole("heading", { name: /^Patient, erasure/ })).toBeVisible();
  await expect(officer.getByRole("note")).toContainText("ribcage receipt verify erasure-");
  await expect(officer.getByRole("note")).toContainText("--key 'ribcage/");
  await expect(officer.getByRole("heading", { name: "Destroyed" })).toBeVisible();
  await officer.emulateMedia({ media: "print" });
  await expect(officer.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(
    officer.getByRole("listitem").filter({ hasText: "key of the person" }),
  ).toBeVisible();
  await officer.emulateMedia({ media: null });
  await officer.getByText("Show it as it is").click();
  await expectAccessible(officer);
  const [file] = await Promise.all([
    officer.waitForEvent("download"),
    officer.getByRole("button", { name: "Download the receipt" }).click(),
  ]);
  const saved = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(saved.receipt).toMatch(/^ribcage\/receipt-of-erasure\/1\n/);
  expect(JSON.stringify(saved)).not.toContain(id);

  await find(officer, id);
  await expect(officer.getByText("This person is erased")).toBeVisible();
  await expectAccessible(officer);
  expect((await ask(clinician, "GET", `/fhir/R4/Patient/${id}`)).status).toBe(410);
  await officer.goto("/#/data/erasures");
  const row = officer.getByRole("row", { name: /request of the person/ }).first();
  await expect(row).toBeVisible();
  await officer.setViewportSize({ width: 1024, height: 768 });
  const lines = row.getByRole("cell", { name: "Patient", exact: true }).evaluate((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return text.getClientRects().length;
  });
  expect(await lines).toBe(1);
  await expectAccessible(officer);
});

test("an erasure that waits for a key service is left, and found with its receipt", async () => {
  const erasure = {
    id: "00000000000000000000000000000abc",
    type: "Patient",
    reason: "request of the person",
    erased_at: "2026-11-30T08:00:00Z",
    state: "decided",
    copies_until: "2026-12-30T08:00:00Z",
  };
  let waiting = true;
  await officer.route("**/api/erasures/*", (route) =>
    route.fulfill({
      json: waiting ? erasure : { ...erasure, state: "erased", receipt: "ribcage/receipt\n" },
    }),
  );
  await officer.goto(`/#/data/erasures/${erasure.id}`);
  await expect(officer.getByText("The key could not be destroyed yet")).toBeVisible();
  await expect(officer.getByRole("button", { name: "Download the receipt" })).toHaveCount(0);
  await expectAccessible(officer);
  waiting = false;
  await expect(officer.getByRole("button", { name: "Download the receipt" })).toBeVisible();
  await officer.unroute("**/api/erasures/*");
});

test("of an account that is closed what it has can still be taken along", async ({ browser }) => {
  // Only the operator closes an account, and then it is closed: these are the server's answers of that time.
  const page = await member(browser, "Administrator");
  const closed = { code: "tenant_closed" };
  await page.route("**/auth/session", (route) =>
    route.fulfill({ status: 403, contentType: "application/problem+json", json: closed }),
  );
  await page.route("**/api/status", (route) =>
    route.fulfill({ json: { ends_at: "2026-12-30T08:00:00Z" } }),
  );
  await page.reload();
  await expect(page.getByRole("heading", { name: "This account is closed" })).toBeVisible();
  await expect(page.getByText("Everything in it is deleted on")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Passphrase" }).fill("nine white swans at dawn");
  await page.getByRole("button", { name: "Make the export" }).click();
  const download = page.getByRole("link", { name: /Download the export of/ }).first();
  await expect(download).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
  expect(file.suggestedFilename()).toMatch(/\.tar\.age$/);
  await page.context().close();
});
