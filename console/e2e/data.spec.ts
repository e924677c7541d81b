import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { ask, find, make, member, named, pulse, section } from "./clinic";
import { expectAccessible } from "./person";

test.describe.configure({ mode: "serial" });

let admin: Page;
let clinician: Page;
let officer: Page;

test.beforeAll(async ({ browser }) => {
  admin = await member(browser, "Administrator");
  clinician = await member(browser, "Clinician");
  officer = await member(browser, "Privacy officer");
});

test.afterAll(async () => {
  for (const page of [admin, clinician, officer]) await page?.context().close();
});

test("a privacy officer sees to the rights of somebody whose record they do not see", async () => {
  const id = await make(clinician, named("Wagtail"));
  expect((await ask(officer, "GET", `/fhir/R4/Patient/${id}`)).status).toBe(403);
  await officer.getByRole("link", { name: "Data" }).click();
  await officer.getByRole("link", { name: "A person" }).click();
  await expectAccessible(officer);
  await officer.getByLabel("Id", { exact: true }).fill("Robin Wagtail");
  await officer.getByRole("button", { name: "Open" }).click();
  await expect(officer.getByRole("alert")).toContainText("A name finds nobody here");
  await find(officer, `https://clinic.example/fhir/R4/Patient/${id}`);
  await expect(officer.getByRole("heading", { name: `Patient ${id}` })).toBeVisible();
  await expect(officer.getByText("Wagtail")).toHaveCount(0);
  await expectAccessible(officer);

  await section(officer, "Restriction").getByRole("button", { name: "Restrict" }).click();
  const dialog = officer.getByRole("dialog", { name: "Restrict" });
  await expectAccessible(officer);
  await dialog.getByLabel("Reason").fill("it is disputed");
  await dialog.getByRole("button", { name: "Restrict" }).click();
  await expect(section(officer, "Restriction")).toContainText("it is disputed");
  expect((await ask(clinician, "GET", `/fhir/R4/Patient/${id}`)).status).toBe(403);
  await officer.getByRole("button", { name: "Lift the restriction" }).click();
  await expect(officer.getByText("Not restricted.")).toBeVisible();
  expect((await ask(clinician, "GET", `/fhir/R4/Patient/${id}`)).status).toBe(200);
});

test("an objection is recorded, listed with those of others, and withdrawn", async () => {
  const id = await make(clinician, named("Dipper"));
  await find(officer, `Patient/${id}`);
  await officer.getByRole("button", { name: "Record an objection" }).click();
  const dialog = officer.getByRole("dialog");
  await expect(dialog.getByText("The server refuses it.")).toBeVisible();
  await dialog.getByLabel("Objects to").selectOption("Profiling");
  await expect(dialog.getByText("It is for people to heed.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("no wish to be sorted");
  await expectAccessible(officer);
  await dialog.getByRole("button", { name: "Record an objection" }).click();
  await expect(section(officer, "Objections")).toContainText("no wish to be sorted");
  await expect(section(officer, "Objections")).toContainText("Said by the person");

  await officer.getByRole("link", { name: "Objections" }).click();
  const row = officer.getByRole("row", { name: id });
  await expect(row).toContainText("Profiling");
  await expectAccessible(officer);
  await row.getByRole("link").click();
  await officer.getByRole("button", { name: "The objection to Profiling is withdrawn" }).click();
  await expect(officer.getByText("No objection.")).toBeVisible();
});

test("a correction is put right by a change that was made, or refused with a reason", async () => {
  const id = await make(clinician, named("Plover"));
  const observation = await make(clinician, pulse(id));
  await find(officer, id);
  const request = async (wrong: string) => {
    await officer.getByRole("button", { name: "Record a request" }).click();
    const dialog = officer.getByRole("dialog");
    await dialog.getByLabel("Document").fill(`Observation/${observation}`);
    await dialog.getByLabel("What is wrong").fill(wrong);
    await dialog.getByLabel("On whose word").fill("the person's sister");
    await dialog.getByRole("button", { name: "Record a request" }).click();
    await expect(section(officer, "Corrections")).toContainText(wrong);
  };
  await officer.getByRole("button", { name: "Record a request" }).click();
  await officer.getByRole("dialog").getByLabel("Document").fill("Observation/of-nobody");
  await officer.getByRole("dialog").getByLabel("What is wrong").fill("all of it");
  await officer.getByRole("dialog").getByRole("button", { name: "Record a request" }).click();
  await expect(officer.getByRole("alert")).toBeVisible();
  await officer.getByRole("button", { name: "Close" }).first().click();

  await request("The pulse was 80.");
  const resolve = `Observation/${observation} was put right`;
  await officer.getByRole("button", { name: resolve }).click();
  await expect(officer.getByText("Nobody has changed this document since.")).toBeVisible();
  await expectAccessible(officer);
  await officer.getByRole("button", { name: "Close" }).click();
  const changed = { ...pulse(id), id: observation, valueInteger: 80 };
  const put = await ask(clinician, "PUT", `/fhir/R4/Observation/${observation}`, changed);
  expect(put.status).toBe(200);
  await officer.reload();
  await officer.getByRole("button", { name: resolve }).click();
  await officer.getByRole("radio", { name: /Clinician Example/ }).check();
  await officer.getByRole("dialog").getByRole("button", { name: "Put right" }).click();
  await expect(section(officer, "Corrections")).toContainText("Put right");

  await request("It was no pulse.");
  await officer
    .getByRole("button", { name: `Refuse to change Observation/${observation}` })
    .click();
  await officer.getByRole("dialog").getByLabel("Reason").fill("the nurse's notes say it was");
  await officer.getByRole("dialog").getByRole("button", { name: "Refuse" }).click();
  await expect(section(officer, "Corrections")).toContainText("the nurse's notes say it was");
  await expectAccessible(officer);
});

test("who looked is seen by who, when and what, and by nobody who looked for nothing", async () => {
  const id = await make(clinician, named("Nuthatch"));
  await make(clinician, pulse(id));
  await ask(clinician, "GET", `/fhir/R4/Patient/${id}`);
  await find(officer, id);
  await officer.getByRole("link", { name: "Who looked" }).click();
  const table = officer.getByRole("table", { name: "Who looked" });
  await expect(
    table.getByRole("row", { name: /Clinician Example Created an observation/ }),
  ).toBeVisible();
  await expect(
    table.getByRole("row", { name: /Clinician Example Looked at a patient/ }),
  ).toBeVisible();
  await expect(table.getByRole("row", { name: /Privacy officer Example/ }).first()).toBeVisible();
  await expectAccessible(officer);
  const asked = officer.waitForRequest("**/AuditEvent/_search");
  await officer.getByLabel("What").selectOption("Changed");
  expect(new URL((await asked).url()).search).toBe("");
  await expect(table.getByRole("row", { name: /Looked at/ })).toHaveCount(0);
  await expect(table.getByRole("row", { name: /Clinician Example Created/ })).toHaveCount(2);
  await officer.getByLabel("What").selectOption("Looked");
  await clinician.evaluate(async (address) => {
    for (let look = 0; look < 50; look += 1) await fetch(address);
  }, `/fhir/R4/Patient/${id}`);
  await officer.reload();
  await expect(table.getByRole("row")).toHaveCount(51);
  await officer.getByRole("button", { name: "Show more" }).click();
  await expect(officer.getByRole("button", { name: "Show more" })).toHaveCount(0);
  expect(await table.getByRole("row").count()).toBeGreaterThan(52);
  await officer.getByLabel("Until").fill("2001-01-01");
  await expect(officer.getByText("Nobody has done anything like that here.")).toBeVisible();
});

test("an export is asked for, left, found again, fetched and removed", async () => {
  const id = await make(clinician, named("Siskin"));
  await find(officer, id);
  await officer.getByRole("link", { name: "Export", exact: true }).click();
  await officer.getByRole("textbox", { name: "Passphrase" }).fill("short");
  await officer.getByRole("button", { name: "Make the export" }).click();
  await expect(officer.getByText("At least 12 characters, please.")).toBeVisible();
  await expectAccessible(officer);
  await officer.getByLabel("Sealed").selectOption("with a key of age");
  await officer.getByRole("textbox", { name: "Recipient" }).fill("age1nothing");
  await officer.getByRole("button", { name: "Make the export" }).click();
  await expect(officer.getByRole("alert")).toBeVisible();
  await officer.getByLabel("Sealed").selectOption("with a passphrase");
  await officer.getByRole("textbox", { name: "Passphrase" }).fill("nine white swans at dawn");
  await officer.getByRole("button", { name: "Make the export" }).click();
  await expect(officer.getByText("You can leave this page")).toBeVisible();

  await officer.goto("/#/account");
  await officer.reload();
  await officer.goto("/#/data/exports");
  await officer.getByRole("link", { name: `Patient ${id}` }).click();
  const theirs = section(officer, "Exports of this person");
  const download = theirs.getByRole("link", { name: /Download the export of/ });
  await expect(download).toBeVisible();
  await expectAccessible(officer);
  const [file] = await Promise.all([officer.waitForEvent("download"), download.click()]);
  expect(file.suggestedFilename()).toMatch(/^[0-9a-f]+\.tar\.age$/);
  expect(readFileSync(await file.path(), "latin1").slice(0, 21)).toBe("age-encryption.org/v1");
  await officer.getByRole("button", { name: /Remove the export of/ }).click();
  await expectAccessible(officer);
  await officer.keyboard.press("Escape");
  await expect(download).toBeVisible();
  await officer.getByRole("button", { name: /Remove the export of/ }).click();
  await officer.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(section(officer, "Exports of this person")).toContainText("Removed");
});

test("an administrator exports everything, and reads how an account ends", async () => {
  await admin.goto("/#/data/exports");
  await admin.getByRole("textbox", { name: "Passphrase" }).fill("nine white swans at dawn");
  await admin.getByRole("button", { name: "Make the export" }).click();
  const line = admin.getByRole("listitem").filter({ hasText: "The whole organisation" }).first();
  await expect(line).toContainText("Ready");
  await expectAccessible(admin);
  await line.getByRole("button", { name: /Remove the export of/ }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(line).toContainText("Removed");
  await admin.getByRole("link", { name: "Ending the account" }).click();
  await expect(admin.getByRole("note").first()).toContainText("ribcage tenant delete");
  await expectAccessible(admin);
});

test("an auditor sees erasures and nobody's rights; an analyst sees nothing of it", async ({
  browser,
}) => {
  const auditor = await member(browser, "Auditor");
  await auditor.getByRole("link", { name: "Data" }).click();
  await expect(auditor.getByRole("region", { name: "Backups" })).toBeVisible();
  await auditor.getByRole("link", { name: "Erasures", exact: true }).click();
  await expect(auditor.getByText("Each line has a receipt")).toBeVisible();
  await expect(auditor.getByRole("link", { name: "A person" })).toHaveCount(0);
  await expect(auditor.getByRole("link", { name: "Exports" })).toHaveCount(0);
  for (const address of ["people", "people/Patient/somebody", "exports", "objections", "ending"]) {
    await auditor.goto(`/#/data/${address}`);
    await expect(auditor.getByText("Not for your role")).toBeVisible();
  }
  await expectAccessible(auditor);
  await auditor.context().close();

  const analyst = await member(browser, "Analyst");
  await expect(analyst.getByRole("link", { name: "Data" })).toHaveCount(0);
  await analyst.goto("/#/data");
  await expect(analyst.getByText("Not for your role")).toBeVisible();
  await expectAccessible(analyst);
  await analyst.context().close();
});
