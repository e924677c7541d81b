import { expect, test } from "@playwright/test";
import { inviteByLetter, join, linkTo, nextCode, setUpApp } from "./letters";
import {
  ADMINISTRATOR,
  choose,
  codeOf,
  expectAccessible,
  inside,
  open,
  PASSWORD,
  signIn,
  signOut,
  toAccount,
  typePassword,
} from "./person";

test("a forgotten password is replaced by a letter, and a second factor set up on the way", async ({
  page,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, "lea@clinic.example", "Clinician");
  await signOut(page);
  await join(page, "lea@clinic.example", "Lea Example");
  await signOut(page);

  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
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

  // Nothing else of the account changes with it: whoever is in stays in.
  await page.goto("/");
  await page.reload();
  await expect(inside(page)).toBeVisible();
  await signOut(page);
  await typePassword(page, "max@clinic.example", PASSWORD);
  await expect(page.getByRole("alert")).toHaveText("The address or the password is wrong.");
  await typePassword(page, "max@elsewhere.example", PASSWORD);
  await expect(inside(page)).toBeVisible();
});

test("whoever has a second factor shows it before a forgotten password is replaced", async ({
  page,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, "noor@clinic.example", "Clinician");
  await signOut(page);
  await join(page, "noor@clinic.example", "Noor Example");
  const secret = await setUpApp(page);
  await page.getByRole("button", { name: "Make ten new codes" }).click();
  const codes = page.getByRole("dialog", { name: "Recovery codes" });
  const [recovery = ""] = ((await codes.getByRole("note").textContent()) ?? "").split("\n");
  await codes.getByRole("button", { name: "I have kept them" }).click();
  await signOut(page);

  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await page.getByLabel("Email address").fill("noor@clinic.example");
  await page.getByRole("button", { name: "Send the link" }).click();
  await open(page, await linkTo("noor@clinic.example", "recovery"));
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Recovery code" }).click();
  await page.getByLabel("Recovery code").fill(recovery);
  await page.getByRole("button", { name: "Continue" }).click();
  await choose(page, "a second lamp for the new harbour");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("All your sessions have ended.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Set up a second factor" })).toHaveCount(0);
  await page.getByRole("link", { name: "Sign in" }).click();
  await typePassword(page, "noor@clinic.example", "a second lamp for the new harbour");
  await page.getByLabel("Code from your authenticator app").fill(nextCode(secret));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(inside(page)).toBeVisible();
});

test("whoever has less to show than is wanted is told what they can do", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, "otto@clinic.example", "Analyst");
  await signOut(page);
  await join(page, "otto@clinic.example", "Otto Example");
  await signOut(page);
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await page.goto("/#/people/rules");
  await page.getByLabel("Analyst").selectOption("two_factors");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await signOut(page);

  await typePassword(page, "otto@clinic.example", PASSWORD);
  await expect(page.getByText("A second factor is needed")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByLabel("Email address")).toBeVisible();
  await typePassword(page, "otto@clinic.example", PASSWORD);
  await page.getByRole("link", { name: "New password" }).click();
  await expect(page.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
});
