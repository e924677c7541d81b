import { expect, test } from "@playwright/test";
import { comeIn } from "./clinic";
import {
  ADMINISTRATOR,
  accept,
  choose,
  codeOf,
  expectAccessible,
  inside,
  invite,
  open,
  PASSWORD,
  signIn,
  signOut,
  typePassword,
} from "./person";

test("an invitation is listed, and taken back", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, "frank@clinic.example", "Clinician");
  await expect(page.getByRole("cell", { name: "frank@clinic.example", exact: true })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("button", { name: "Take back the invitation of frank@clinic.example" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
  await expect(page.getByRole("cell", { name: "frank@clinic.example" })).toHaveCount(0);
  await signOut(page);
  await open(page, `/${new URL(link).hash}`);
  await expect(page.getByRole("alert")).toHaveText(
    "This link is no longer good. Ask for a new one.",
  );
  await page.getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
});

test("an invitation without a role is not sent, and says why", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email address").fill("gina@clinic.example");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("alert")).toHaveText("Choose at least one role.");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Invite somebody" })).toBeFocused();
});

test("whoever invites a member is told that they are one", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email address").fill(ADMINISTRATOR.email);
  await dialog.getByRole("checkbox", { name: "Analyst" }).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("is a member already");
});

test("a patient is invited by the id of theirs, and by no role that is ticked", async ({
  page,
}) => {
  await comeIn(page);
  await page.goto("/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email address").fill("quinn@clinic.example");
  await expect(dialog.getByRole("checkbox", { name: "Patient" })).toHaveCount(0);
  await dialog.getByLabel("Invited as").selectOption("A patient");
  await expect(dialog.getByRole("checkbox")).toHaveCount(0);
  await dialog.getByLabel("Id of the patient").fill("nobody-of-this-id");
  await expectAccessible(page);
  const sent = page.waitForRequest((request) => request.url().endsWith("/api/invitations"));
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const body = (await sent).postDataJSON();
  expect([body.roles, body.patient]).toEqual([["patient"], "nobody-of-this-id"]);
  await expect(dialog.getByRole("alert")).toHaveText("There is no patient of this id.");
});

test("a member is given another role, suspended and removed", async ({ page, browser }) => {
  await comeIn(page);
  const link = await invite(page, "hans@clinic.example", "Clinician");
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await accept(other, link, "Hans Example");
  await expect(inside(other)).toBeVisible();

  await page.goto("/#/people");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Hans Example" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Chrome · Linux" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: "Auditor" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toBeFocused();
  await page.getByRole("link", { name: "All members" }).click();
  const row = page.getByRole("row", { name: /Hans Example/ });
  await expect(row).toContainText("Clinician, Auditor");

  await row.getByRole("link").click();
  await page.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByText("Suspended", { exact: true })).toBeVisible();
  await expect(page.getByText("They have no session at the moment.")).toBeVisible();
  await other.reload();
  await expect(other.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();

  await page.getByRole("button", { name: /Remove from/ }).click();
  const dialog = page.getByRole("dialog");
  const remove = dialog.getByRole("button", { name: /Remove from/ });
  await expect(remove).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox").fill("hans@clinic.example");
  await expectAccessible(page);
  await remove.click();
  await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Hans Example/ })).toHaveCount(0);
  await elsewhere.close();
});

test("two administrators who change the same member do not undo each other", async ({
  page,
  context,
}) => {
  await comeIn(page);
  const link = await invite(page, "ines@clinic.example", "Clinician");
  const joining = await context.browser()?.newContext();
  const theirs = await joining?.newPage();
  if (!theirs) throw new Error("a browser of its own");
  await accept(theirs, link, "Ines Example");
  await expect(inside(theirs)).toBeVisible();
  await joining?.close();

  await page.goto("/#/people");
  await page.getByRole("link", { name: "Ines Example" }).click();
  await expect(page.getByRole("checkbox", { name: "Analyst" })).not.toBeChecked();
  const other = await context.newPage();
  await open(other, `/${new URL(page.url()).hash}`);
  await other.getByRole("checkbox", { name: "Analyst" }).check();
  const changed = other.waitForResponse((answer) => answer.request().method() === "PATCH");
  await other.getByRole("button", { name: "Save" }).click();
  expect((await changed).status()).toBe(200);
  await other.close();

  await expect(page.getByRole("checkbox", { name: "Analyst" })).not.toBeChecked();
  await page.getByRole("checkbox", { name: "Auditor" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody else changed this");
  await expect(page.getByRole("checkbox", { name: "Analyst" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Auditor" })).not.toBeChecked();
});

test("one's own membership cannot be changed, and the page says why", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/people");
  await page
    .getByRole("row", { name: new RegExp(ADMINISTRATOR.email) })
    .getByRole("link")
    .click();
  await expect(page.getByText("Nobody changes their own membership")).toBeVisible();
  await expect(page.getByRole("button", { name: /Remove from|Suspend/ })).toHaveCount(0);
});

test("whoever has another role finds no way in, and a page that says so", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, "jane@clinic.example", "Analyst");
  await signOut(page);
  await accept(page, link, "Jane Example");
  await expect(inside(page)).toBeVisible();
  await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
  await page.goto("/#/people");
  await expect(page.getByText("Not for your role")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Go to the first page" }).click();
  await expect(page.getByRole("heading", { name: /^Hello, Jane/, level: 1 })).toBeVisible();
});

test("where a role wants a second factor it is set up on the way in", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await page.goto("/#/people/rules");
  await expectAccessible(page);
  await page.getByLabel("Privacy officer").selectOption("two_factors");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const link = await invite(page, "kim@clinic.example", "Privacy officer");
  await signOut(page);

  await open(page, `/${new URL(link).hash}`);
  await page.getByLabel("Your name").fill("Kim Example");
  await choose(page, PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("button", { name: "Use an authenticator app" }).click();
  const secret = (await page.getByRole("note").textContent()) ?? "";
  await expectAccessible(page);
  await page.getByLabel("Code from your authenticator app").fill(codeOf(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(inside(page)).toBeVisible();
  await signOut(page);

  await typePassword(page, "kim@clinic.example", PASSWORD);
  await expect(page.getByLabel("Code from your authenticator app")).toBeVisible();
});

test("what each role may do is a table, and one role at a time on a narrow screen", async ({
  page,
}) => {
  await comeIn(page);
  await page.goto("/#/people/roles");
  const table = page.getByRole("table", { name: "What each role may do" });
  const erase = table.getByRole("row", { name: /^Erase a person/ });
  await expect(erase.getByRole("cell")).toHaveCount(7);
  await expect(
    table.getByRole("row", { name: /^Find patients and read/ }).getByRole("cell"),
  ).toHaveText(["May not", "May", "in part", "May not", "May not", "May", "own"]);
  await expectAccessible(page);

  await page.setViewportSize({ width: 320, height: 700 });
  await expect(table.getByRole("columnheader", { name: "Administrator" })).toBeVisible();
  await expect(erase.getByRole("cell")).toHaveText("May");
  await page.getByLabel("Role to look at").selectOption("Auditor");
  await expect(table.getByRole("columnheader")).toHaveText(["What", "Auditor"]);
  await expect(erase.getByRole("cell")).toHaveText("May not");
  await expect(page.getByText("Looks at what was done, and verifies the log.")).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
  await expectAccessible(page);
});

test("whoever gives roles is told what each is for", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await expect(
    dialog.getByRole("checkbox", { name: "Privacy officer", exact: true }),
  ).toHaveAccessibleDescription(/Sees to people's rights/);
  await expect(dialog.getByRole("link", { name: "What each role may do" })).toBeVisible();
  await expectAccessible(page);
});
