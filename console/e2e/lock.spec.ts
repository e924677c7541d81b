import { expect, type Page, test } from "@playwright/test";
import { comeIn, join, RUN } from "./clinic";
import {
  ADMINISTRATOR,
  expectAccessible,
  inside,
  open,
  PASSWORD,
  signIn,
  signOut,
  typePassword,
} from "./person";

const LOCKED = "Locked, because nothing happened for 30 minutes.";
const KEPT = "What you had typed is still there once you are back.";
const lou = `lou-${RUN}@clinic.example`;

async function lock(page: Page) {
  await page.clock.runFor(31 * 60_000);
  await expect(page.getByText(LOCKED)).toBeVisible();
}

/** What is seen, found in the page or read out. */
async function perceived(page: Page) {
  // biome-ignore lint/performance/useDomNodeTextContent: what is not drawn is not meant
  const text = await page.locator("body").innerText();
  return `${text} ${await page.locator("body").ariaSnapshot()} ${await page.title()}`;
}

test("the page locks by itself after the minutes of the session", async ({ page }) => {
  await page.clock.install();
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await page.clock.runFor(29 * 60_000);
  await expect(inside(page)).toBeVisible();
  await page.clock.runFor(2 * 60_000);
  await expect(page.getByText(LOCKED)).toBeVisible();
  // Nothing was typed, so nothing is kept, out of sight neither.
  await expect(page.getByText(KEPT)).toHaveCount(0);
  await expect(page.getByText(ADMINISTRATOR.email)).toHaveCount(0);
});

test("a form that was half filled when the page locked comes back to its owner alone", async ({
  page,
}) => {
  await page.clock.install();
  await join(page, "Lou", "clinician");
  await page.goto("/#/patients/new");
  await page.getByLabel("Family name").fill("Halfway");
  await page.getByLabel("Birth date").fill("1971-02-03");
  await page.getByRole("button", { name: "Add a number or address" }).click();
  await lock(page);
  await expect(page.getByText(KEPT)).toBeVisible();
  expect(await perceived(page)).not.toMatch(/Halfway|1971|Lou|Family name|Patients/);
  await page.keyboard.press("Tab");
  await expect(page.locator(".shell :focus")).toHaveCount(0);
  const kept = await page.evaluate(async () => ({
    local: Object.values(localStorage).join(),
    session: sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  expect(kept.local).not.toContain("Halfway");
  expect(kept).toMatchObject({ session: 0, databases: [], caches: [] });
  await expectAccessible(page);

  // Longer than answers are kept for that nobody looks at.
  await page.clock.runFor(20 * 60_000);
  await typePassword(page, lou, PASSWORD);
  await expect(page.getByLabel("Family name")).toHaveValue("Halfway");
  await expect(page.getByLabel("Birth date")).toHaveValue("1971-02-03");
  await expect(page).toHaveTitle(/^New patient/);
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.getByRole("button", { name: "Stay here" }).click();

  await lock(page);
  await typePassword(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(inside(page)).toBeVisible();
  expect(await page.locator("html").innerHTML()).not.toContain("Halfway");
  await signOut(page);
  await typePassword(page, lou, PASSWORD);
  await expect(page.getByLabel("Family name")).toHaveValue("");
});

test("a dialog that was open when the page locked is open again", async ({ page }) => {
  await page.clock.install();
  await comeIn(page, "Administrator", "/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("Email address").fill("halfway@clinic.example");
  await dialog.getByRole("checkbox", { name: "Auditor" }).check();
  await lock(page);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await typePassword(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(dialog.getByLabel("Email address")).toHaveValue("halfway@clinic.example");
  await expect(dialog.getByRole("checkbox", { name: "Auditor" })).toBeChecked();
  await expect(dialog).toHaveJSProperty("open", true);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("what was typed is kept for an hour and no longer", async ({ page }) => {
  await page.clock.install();
  await comeIn(page, "Administrator", "/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("Email address").fill("too.late@clinic.example");
  await lock(page);
  await expect(page.getByText(KEPT)).toBeVisible();
  await page.clock.runFor(61 * 60_000);
  await expect(page.getByText(KEPT)).toHaveCount(0);
  expect(await page.locator("html").innerHTML()).not.toContain("too.late");
  await typePassword(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(inside(page)).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test("a session that ends while somebody types gives the form back, and signing out does not", async ({
  page,
  context,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await page.goto("/#/people/clients/new");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill(`Halfway ${RUN}`);
  await page.getByRole("checkbox", { name: "Auditor" }).check();
  await context.clearCookies();
  await page.getByRole("button", { name: "Let it in" }).click();
  await expect(page.getByText("Your session has ended. Sign in to go on.")).toBeVisible();
  await expect(page.getByText(KEPT)).toBeVisible();
  expect(await perceived(page)).not.toContain("Halfway");
  await typePassword(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(name).toHaveValue(`Halfway ${RUN}`);
  await expect(page.getByRole("checkbox", { name: "Auditor" })).toBeChecked();

  const other = await context.newPage();
  await open(other);
  await signOut(other);
  await expect(page.getByText("Your session has ended. Sign in to go on.")).toBeVisible();
  await expect(page.getByText(KEPT)).toHaveCount(0);
  expect(await page.locator("html").innerHTML()).not.toContain("Halfway");
});
