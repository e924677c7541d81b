import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { ask, comeIn, joined, member, patient, pulse, RUN, told } from "./clinic";
import { ADMINISTRATOR, expectAccessible, invite } from "./person";

const rows = (page: Page) =>
  page.getByRole("list", { name: "Events, newest first" }).getByRole("listitem");

/** A patient with a pulse, in two versions. */
async function measure(page: Page, id: string) {
  await told(page, "PUT", `/fhir/R4/Patient/${id}`, patient(id));
  for (const status of ["preliminary", "final"]) {
    await told(page, "PUT", `/fhir/R4/Observation/${id}`, { ...pulse(id), id, status });
  }
}

test("what happened is told in plain words, and the filters stand in the address", async ({
  page,
}) => {
  await comeIn(page);
  await invite(page, "lena@clinic.example", "Clinician");
  await page.getByRole("link", { name: "Activity" }).click();
  await expect(rows(page).filter({ hasText: "signed in" }).first()).toBeVisible();
  await expectAccessible(page);

  const filters = page.getByRole("search", { name: "Filters" });
  await filters.getByLabel("Show").selectOption("Changes");
  await filters.getByLabel("What", { exact: true }).selectOption("Invite somebody");
  await expect(rows(page).first()).toContainText("invited somebody");
  await expect(rows(page).filter({ hasText: "signed in" })).toHaveCount(0);
  expect(new URL(page.url()).hash).toBe("#/activity?operation=create_invitation&show=changes");

  await page.reload();
  await expect(rows(page).first()).toContainText("invited somebody");
  await expect(filters.getByLabel("Show")).toHaveValue("changes");
  await page.goBack();
  await expect(filters.getByLabel("What", { exact: true })).toHaveValue("");
  await expect(rows(page).filter({ hasText: "signed in" }).first()).toBeVisible();
  await page.goForward();
  await expect(rows(page).first()).toContainText("invited somebody");

  await filters.getByLabel("By whom").selectOption({ index: 1 });
  expect(decodeURIComponent(page.url())).not.toContain(ADMINISTRATOR.email);
  expect(page.url()).toMatch(/actor=[0-9a-f]{32}/);
  await filters.getByLabel("Document").fill("Anna");
  await filters.getByLabel("Document").press("Enter");
  await expect(filters.getByRole("alert")).toHaveText("A type, a slash and an id.");
  await filters.getByLabel("Document").fill("Observation/nowhere");
  await filters.getByLabel("Document").press("Enter");
  await expect(page.getByText("Nothing fits these filters.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("what pages ask for by themselves is shown once everything is wanted", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/activity");
  await expect(rows(page).first()).toBeVisible();
  await expect(rows(page).filter({ hasText: "looked at their session" })).toHaveCount(0);
  const filters = page.getByRole("search", { name: "Filters" });
  await filters.getByLabel("Show").selectOption("Everything");
  await expect(rows(page).filter({ hasText: "looked at their session" })).not.toHaveCount(0);
  expect(new URL(page.url()).hash).toBe("#/activity?show=all");
  const names = await filters
    .getByLabel("What", { exact: true })
    .getByRole("option")
    .allTextContents();
  expect(names.filter((name) => name.includes("_"))).toEqual([]);
});

test("a patient who has asked for nothing has not failed at anything", async ({
  page,
  browser,
}) => {
  await comeIn(page, "Clinician");
  const id = `calm-${RUN}`;
  await told(page, "PUT", `/fhir/R4/Patient/${id}`, patient(id));
  const own = await joined(browser, "Calm", "Patient", { patient: id });
  await own.goto("/#/record/rights");
  await expect(own.getByRole("button", { name: "Ask to be erased" })).toBeVisible();
  await own.context().close();
  const officer = await member(browser, "Administrator", "/#/activity?show=all");
  const asked = rows(officer).filter({ hasText: "Calm Example looked at a wish to be erased" });
  await expect(asked.first()).toContainText("There was none");
  await expect(asked.first()).not.toContainText("Failed");
  await officer.context().close();
});

test("what happens is seen as it happens, and moves nothing that is being read", async ({
  page,
  context,
}) => {
  await comeIn(page);
  await page.goto("/#/activity?operation=create_invitation");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const other = await context.newPage();
  await other.goto("/#/account");
  await invite(other, "mina@clinic.example", "Clinician");
  await expect(rows(page).first()).toContainText("invited somebody");
  const before = await rows(page).first().getByRole("link").getAttribute("href");

  await page.setViewportSize({ width: 1024, height: 360 });
  await page.mouse.move(600, 200);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(100);
  await invite(other, "nora@clinic.example", "Clinician");
  const news = page.getByRole("button", { name: "1 new event" });
  await expect(news).toBeVisible();
  await expect(rows(page).first().getByRole("link")).toHaveAttribute("href", before ?? "");
  await news.click();
  await expect(news).toHaveCount(0);
  await expect(rows(page).first().getByRole("link")).not.toHaveAttribute("href", before ?? "");
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

test("the connection comes back by itself, with what was missed", async ({ page, context }) => {
  await comeIn(page);
  await page.route("**/api/events/stream*", (route) => route.abort());
  await page.goto("/#/activity?operation=create_invitation");
  await expect(page.getByText("Not connected. Trying again.")).toBeVisible();
  await expect(page.getByText("That is everything.")).toBeVisible();
  const count = await rows(page).count();
  const other = await context.newPage();
  await other.goto("/#/account");
  await invite(other, "olga@clinic.example", "Clinician");
  await page.unroute("**/api/events/stream*");
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expect(rows(page)).toHaveCount(count + 1);
});

test("keys lead through the list, to an event, and back to where one was", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/activity?show=changes");
  await rows(page).first().getByRole("link").focus();
  await page.keyboard.press("ArrowDown");
  await expect(rows(page).nth(1).getByRole("link")).toBeFocused();
  const second = await rows(page).nth(1).getByRole("link").getAttribute("href");
  await page.setViewportSize({ width: 1024, height: 360 });
  await page.keyboard.press("End");
  await expect(rows(page).last().getByRole("link")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(rows(page).first().getByRole("link")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  await expect(page.getByRole("heading", { name: "What is known" })).toBeVisible();
  await page.getByRole("link", { name: "All activity" }).click();
  await expect(page).toHaveURL(/activity\?show=changes$/);
  await expect(rows(page).nth(1).getByRole("link")).toBeFocused();
});

test("a change is shown with what it made different, as far as a role may see that", async ({
  page,
  browser,
}) => {
  await comeIn(page);
  const clinician = await joined(browser, "Paula", "Clinician");
  const id = `activity-${RUN}`;
  await measure(clinician, id);

  await page.goto(`/#/activity?resource=Observation%2F${id}&show=changes`);
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText("Paula Example changed an observation");
  await expect(rows(page).nth(1)).toContainText("Paula Example created an observation");
  await rows(page).first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "What changed" })).toBeVisible();
  await expect(page.getByText("Observation.status", { exact: true })).toBeVisible();
  await expect(page.getByText("Your role sees which elements changed")).toBeVisible();
  await expect(page.getByText("preliminary")).toHaveCount(0);
  await expect(page.getByText(`Patient/${id}`)).toBeVisible();
  await expect(page.getByRole("button", { name: /As it was then/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Check the proof" }).click();
  await expect(page.getByText(/^Proved\. It is entry/)).toBeVisible();
  await expectAccessible(page);
  const address = new URL(page.url()).hash;

  // Whoever may read records too sees the values, and what it was then.
  await page.goto("/#/people");
  await page.getByRole("link", { name: "Paula Example" }).click();
  await page.getByRole("link", { name: "What they did" }).click();
  await expect(rows(page).first()).toContainText("Paula Example changed an observation");
  await page.goBack();
  await page.getByRole("checkbox", { name: "Auditor" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
  await clinician.reload();
  await clinician.goto(`/${address}`);
  const status = clinician.getByRole("row", { name: /Observation\.status/ });
  await expect(status).toContainText("preliminary");
  await expect(status).toContainText("final");
  await clinician.getByRole("button", { name: /As it was then/ }).click();
  await expect(clinician.getByText('"resourceType": "Observation"')).toBeVisible();
  await expectAccessible(clinician);
  await clinician.context().close();
});

test("whoever may not look is refused, and that is seen", async ({ page, browser }) => {
  await comeIn(page);
  const clinician = await member(browser, "Clinician");
  await expect(clinician.getByRole("link", { name: "Activity" })).toHaveCount(0);
  await clinician.goto("/#/activity");
  await expect(clinician.getByText("Not for your role")).toBeVisible();
  await expect(clinician.getByRole("search")).toHaveCount(0);
  await expect(clinician.getByRole("button", { name: "Export" })).toHaveCount(0);
  await expectAccessible(clinician);
  // The page asks for nothing that it knows to be refused.
  expect((await ask(clinician, "GET", "/api/events")).status).toBe(403);
  await clinician.context().close();

  await page.goto("/#/activity?show=undone");
  const refused = rows(page).filter({ hasText: "Clinician Example" }).first();
  await expect(refused).toContainText("wanted to look at the activity");
  await expect(refused).toContainText("Refused");
  await expectAccessible(page);
});

test("an auditor sees what happened, and verifies the log", async ({ page: auditor }) => {
  await comeIn(auditor, "Auditor");
  await auditor.getByRole("link", { name: "Activity" }).click();
  await expect(rows(auditor).first()).toBeVisible();
  await auditor.getByRole("link", { name: "Verify the log" }).click();
  await auditor.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(auditor.getByText("The log holds.")).toBeVisible();
});

test("what is filtered is taken along as a file", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/activity?operation=create_session");
  await expect(rows(page).first()).toBeVisible();
  const count = await rows(page).count();
  await page.getByRole("button", { name: "Export" }).click();
  const dialog = page.getByRole("dialog", { name: "Export what is filtered" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make the file" }).click();
  await expect(dialog.getByText(/events are in the file/)).toBeVisible();
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save the file" }).click();
  const lines = readFileSync(await (await downloading).path(), "utf8")
    .trim()
    .split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(count);
  const operations = lines.map((line) => JSON.parse(line).operation);
  expect(new Set(operations)).toEqual(new Set(["create_session"]));
});
