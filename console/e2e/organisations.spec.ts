import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { expectAt, inviteByLetter, join, linkTo, nextCode, setUpApp } from "./letters";
import {
  ADMINISTRATOR,
  expectAccessible,
  given,
  open,
  PASSWORD,
  signIn,
  signOut,
  typePassword,
  withPasskeys,
} from "./person";

/** Somebody who joins the clinic, with an app whose secret it gives, and a passkey. They are signed out then. */
async function joinWithFactors(context: BrowserContext, page: Page, email: string, name: string) {
  await withPasskeys(context, page);
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, email, "Clinician");
  await signOut(page);
  await join(page, email, name);
  const secret = await setUpApp(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await expect(page.getByText("My device")).toBeVisible();
  await signOut(page);
  return secret;
}

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
  await expectAt(page, "Clinic");
  await page.getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("link", { name: "Invitations" })).toHaveCount(0);
  await page
    .getByRole("row", { name: new RegExp(ADMINISTRATOR.email) })
    .getByRole("link")
    .click();
  await expect(page.getByText("Your role may look, and change nothing here.")).toBeVisible();
  await signOut(page);

  await typePassword(page, other, ADMINISTRATOR.password);
  await expect(page.getByRole("heading", { name: "Where to?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /Elsewhere/ }).click();
  await expectAt(page, "Elsewhere");
});

test("a chosen organisation that wants more to be shown asks for it", async ({ page, context }) => {
  const secret = await joinWithFactors(context, page, "pia@clinic.example", "Pia Example");

  // Another organisation, which wants a passkey of those who treat people.
  await typePassword(page, given("RIBCAGE_E2E_OTHER_EMAIL"), ADMINISTRATOR.password);
  await page.getByRole("button", { name: /Elsewhere/ }).click();
  await expectAt(page, "Elsewhere");
  await page.goto("/#/people/rules");
  await page.getByLabel("Clinician").selectOption("phishing_resistant");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await inviteByLetter(page, "pia@clinic.example", "Clinician");
  await signOut(page);
  await open(page, await linkTo("pia@clinic.example", "invitation", 2));
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectAt(page, "Elsewhere");
  await signOut(page);

  await typePassword(page, "pia@clinic.example", PASSWORD);
  await page.getByRole("button", { name: "Authenticator app" }).click();
  await page.getByLabel("Code from your authenticator app").fill(nextCode(secret));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: /Elsewhere/ }).click();
  await expect(page.getByRole("button", { name: "Use a passkey" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Authenticator app" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expectAt(page, "Elsewhere");
});

test("somebody who belongs to several organisations goes from one to the other", async ({
  page,
  context,
}) => {
  const other = given("RIBCAGE_E2E_OTHER_EMAIL");
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  // Whoever belongs to one alone has nothing to choose.
  await expect(page.getByText("Clinic", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Organisation", { exact: true })).toHaveCount(0);
  await signOut(page);
  await typePassword(page, other, ADMINISTRATOR.password);
  await page.getByRole("button", { name: /Elsewhere/ }).click();
  const organisation = page.getByLabel("Organisation", { exact: true });
  await expect(organisation.locator("option")).toHaveText(["Elsewhere", "Clinic"]);
  await expectAccessible(page);
  await page.goto("/#/people/rules");
  await expect(page.getByRole("heading", { name: "Sign-in rules" })).toBeVisible();
  const second = await context.newPage();
  await open(second);
  await expect(second.getByLabel("Organisation", { exact: true })).toBeVisible();

  await organisation.selectOption("Clinic");
  // What is shown is of the other organisation, in which they may do less; the other tab follows.
  await expect(organisation.locator("option").first()).toHaveText("Clinic");
  await expect(page.getByRole("heading", { name: "Sign-in rules" })).toHaveCount(0);
  await page.getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("link", { name: "Invitations" })).toHaveCount(0);
  await expect(
    second.getByLabel("Organisation", { exact: true }).locator("option").first(),
  ).toHaveText("Clinic");
});

test("an organisation that wants more is gone to once that was shown", async ({
  page,
  context,
}) => {
  const secret = await joinWithFactors(context, page, "rosa@clinic.example", "Rosa Example");
  await typePassword(page, given("RIBCAGE_E2E_OTHER_EMAIL"), ADMINISTRATOR.password);
  await page.getByRole("button", { name: /Elsewhere/ }).click();
  await inviteByLetter(page, "rosa@clinic.example", "Clinician");
  await signOut(page);
  await open(page, await linkTo("rosa@clinic.example", "invitation", 2));
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByLabel("Organisation", { exact: true })).toBeVisible();
  await signOut(page);

  await typePassword(page, "rosa@clinic.example", PASSWORD);
  await page.getByRole("button", { name: "Authenticator app" }).click();
  await page.getByLabel("Code from your authenticator app").fill(nextCode(secret));
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: /Clinic/ }).click();
  const organisation = page.getByLabel("Organisation", { exact: true });
  await organisation.selectOption("Elsewhere");
  const dialog = page.getByRole("dialog", { name: "Elsewhere" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(organisation.locator("option").first()).toHaveText("Elsewhere");
});
