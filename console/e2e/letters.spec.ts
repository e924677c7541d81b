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
  withPasskeys,
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

/** Sets up an authenticator app on the page of one's account, and gives its secret. */
async function setUpApp(page: Page): Promise<string> {
  await toAccount(page);
  await page.getByRole("button", { name: "Set up" }).click();
  const app = page.getByRole("dialog", { name: "Authenticator app" });
  const secret = (await app.getByRole("note").textContent()) ?? "";
  await app.getByLabel("Code from your authenticator app").fill(codeOf(secret));
  await app.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("The authenticator app is set up.")).toBeVisible();
  return secret;
}

/** Sees in which of their organisations somebody is. */
async function expectAt(page: Page, name: string) {
  const organisation = page.getByLabel("Organisation", { exact: true });
  await expect(organisation.locator("option:checked")).toHaveText(name);
}

/** The next code of an app: the one that set it up is used up, and servers take the next a little early. */
const nextCode = (secret: string) => codeOf(secret, Date.now() + 30_000);

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
  await expectAt(page, "Elsewhere");
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

test("a chosen organisation that wants more to be shown asks for it", async ({ page, context }) => {
  await withPasskeys(context, page);
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, "pia@clinic.example", "Clinician");
  await signOut(page);
  await join(page, "pia@clinic.example", "Pia Example");
  const secret = await setUpApp(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await expect(page.getByText("My device")).toBeVisible();
  await signOut(page);

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
  await withPasskeys(context, page);
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await inviteByLetter(page, "rosa@clinic.example", "Clinician");
  await signOut(page);
  await join(page, "rosa@clinic.example", "Rosa Example");
  const secret = await setUpApp(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await expect(page.getByText("My device")).toBeVisible();
  await signOut(page);
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
