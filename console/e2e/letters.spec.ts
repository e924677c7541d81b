import { readdirSync, readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import {
  ADMINISTRATOR,
  choose,
  codeOf,
  expectAccessible,
  given,
  inside,
  open,
  PASSWORD,
  signIn,
  signOut,
  toAccount,
  typePassword,
} from "./person";

/** The newest link of a kind that was written to somebody, once there are so many. */
async function linkTo(email: string, kind: string, count = 1): Promise<string> {
  const folder = given("RIBCAGE_E2E_MAILS");
  const links = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")))
      .filter((mail) => mail.to.includes(email))
      .flatMap((mail) => mail.text.match(new RegExp(`/#/${kind}/\\S+`)) ?? []);
  await expect.poll(() => links().length).toBeGreaterThanOrEqual(count);
  return links().at(-1);
}

/** Invites somebody by a letter. */
async function inviteByLetter(page: Page, email: string, role: string) {
  await page.goto("/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("Email address").fill(email);
  await dialog.getByRole("checkbox", { name: role }).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByText(`${email} has a letter`)).toBeVisible();
  await expect(dialog.getByRole("note")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Close" }).last().click();
}

async function join(page: Page, email: string, name: string) {
  await open(page, await linkTo(email, "invitation"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Join");
  await page.getByLabel("Your name").fill(name);
  await choose(page, PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(inside(page)).toBeVisible();
}

test("a forgotten password is replaced by a letter, and a second factor set up on the way", async ({
  page,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, "lea@clinic.example", "Clinician");
  await signOut(page);
  await join(page, "lea@clinic.example", "Lea Example");
  await signOut(page);

  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expectAccessible(page);
  await page.getByLabel("Email address").fill("lea@clinic.example");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();

  const link = await linkTo("lea@clinic.example", "recovery");
  await open(page, link);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Begin" }).click();
  await choose(page, "a new lamp for the old harbour");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("All your sessions have ended.")).toBeVisible();
  await page.getByRole("button", { name: "Set up a second factor" }).click();
  await page.getByRole("button", { name: "Use an authenticator app" }).click();
  const secret = (await page.getByRole("note").textContent()) ?? "";
  await page.getByLabel("Code from your authenticator app").fill(codeOf(secret));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Sign in with it from now on.")).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();
  await typePassword(page, "lea@clinic.example", "a new lamp for the old harbour");
  await expect(page.getByLabel("Code from your authenticator app")).toBeVisible();

  await page.goto("/");
  await open(page, link);
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("alert")).toContainText("This link is no longer good.");
});

test("another address counts once both have confirmed it", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, "max@clinic.example", "Clinician");
  await signOut(page);
  await join(page, "max@clinic.example", "Max Example");
  await toAccount(page);
  await page.getByRole("button", { name: "Change address" }).click();
  const dialog = page.getByRole("dialog", { name: "Change address" });
  await dialog.getByLabel("New address").fill("max@elsewhere.example");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByText("Your present address has a letter.")).toBeVisible();

  await open(page, await linkTo("max@clinic.example", "address"));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("The new address has a letter now")).toBeVisible();
  await open(page, await linkTo("max@elsewhere.example", "address"));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("Your address is changed.")).toBeVisible();

  await page.goto("/");
  await page.reload();
  const outside = page.getByRole("button", { name: "Sign in", exact: true });
  await expect(inside(page).or(outside)).toBeVisible();
  if (await inside(page).isVisible()) await signOut(page);
  await typePassword(page, "max@elsewhere.example", PASSWORD);
  await expect(inside(page)).toBeVisible();
});

test("whoever signs in already joins by that, and then chooses where to go", async ({ page }) => {
  const other = given("RIBCAGE_E2E_OTHER_EMAIL");
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, other, "Auditor");
  await signOut(page);

  await open(page, await linkTo(other, "invitation"));
  await expect(page.getByText("You sign in here already.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(ADMINISTRATOR.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Clinic", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("link", { name: "Invitations" })).toHaveCount(0);
  await page
    .getByRole("row", { name: /Max Example|Lea Example/ })
    .first()
    .getByRole("link")
    .click();
  await expect(page.getByText("Your role may look, and change nothing here.")).toBeVisible();
  await signOut(page);

  await typePassword(page, other, ADMINISTRATOR.password);
  await expect(page.getByRole("heading", { name: "Where to?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /Elsewhere/ }).click();
  await expect(page.getByText("Elsewhere", { exact: true })).toBeVisible();
});
