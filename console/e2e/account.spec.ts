import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { joined } from "./clinic";
import {
  ADMINISTRATOR,
  accept,
  choose,
  expectAccessible,
  inside,
  invite,
  open,
  PASSWORD,
  signIn,
  signOut,
  toAccount,
  typePassword,
} from "./person";

test("a name and a language are changed, and a reload finds them", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, "dora@clinic.example", "Analyst");
  await signOut(page);
  await accept(page, link, "Dora");
  await toAccount(page);
  await page.getByLabel("Name").fill("Dora Example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const taken = page.waitForResponse("**/auth/account");
  await page.getByLabel("Language").selectOption("nl");
  await taken;
  await expect(page.getByRole("heading", { name: "Profiel" })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Naam")).toHaveValue("Dora Example");
  await expectAccessible(page);
});

test("a password is changed, and neither a short nor a common one", async ({ page }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, "erin@clinic.example", "Auditor");
  await signOut(page);
  await accept(page, link, "Erin Example");
  await toAccount(page);
  await page.getByRole("button", { name: "Change password" }).click();
  const dialog = page.getByRole("dialog", { name: "Change password" });
  const save = dialog.getByRole("button", { name: "Save" });
  await choose(page, "short");
  await save.click();
  await expect(dialog.getByRole("alert")).toHaveText("At least 12 characters, please.");
  await choose(page, "Password-2026!");
  await save.click();
  await expect(dialog.getByRole("alert")).toContainText("Too many people use this password");
  await expectAccessible(page);
  await choose(page, "another brass lamp entirely");
  await save.click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await signOut(page);
  await typePassword(page, "erin@clinic.example", PASSWORD);
  await expect(page.getByRole("alert")).toBeVisible();
  await typePassword(page, "erin@clinic.example", "another brass lamp entirely");
  await expect(inside(page)).toBeVisible();
});

test("whoever was shown too long ago shows anew who they are, and it is done after all", async ({
  page,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await toAccount(page);
  // The server's answer of ten minutes later, which no test waits for; what comes after is the server's own.
  let isTooLongAgo = true;
  await page.route("**/auth/account/totp", (route) => {
    if (!isTooLongAgo) return route.continue();
    isTooLongAgo = false;
    const body = JSON.stringify({ code: "step_up_required" });
    return route.fulfill({ status: 403, contentType: "application/problem+json", body });
  });
  await page.getByRole("button", { name: "Set up" }).click();
  const dialog = page.getByRole("dialog", { name: "Show anew who you are" });
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Password" }).fill(ADMINISTRATOR.password);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Authenticator app" })).toBeVisible();
});

test("another session of one's own is ended, and is over at once", async ({ page, browser }) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await signIn(other, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await toAccount(other);
  await toAccount(page);
  await other.getByLabel("Name").fill("Too late");
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.getByText("All other sessions have ended.")).toBeVisible();
  // The page may have noticed by itself.
  const save = other.getByRole("button", { name: "Save" });
  await save.click({ timeout: 5_000 }).catch(() => undefined);
  await expect(other.getByText("Your session has ended. Sign in to go on.")).toBeVisible();
  await elsewhere.close();
});

test("a page without a connection says so, and goes on once it is back", async ({
  page,
  context,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await toAccount(page);
  await context.setOffline(true);
  await expect(page.getByText("There is no connection.")).toBeVisible();
  await page.getByLabel("Name").fill("Ann Example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The server cannot be reached.")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await open(page);
});

test("a chosen appearance wins over the device's, and without one the page follows the device", async ({
  page,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await toAccount(page);
  const ground = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const [light, dark] = ["rgb(246, 247, 248)", "rgb(15, 20, 24)"];
  for (const [device, own] of [
    ["light", light],
    ["dark", dark],
  ] as const) {
    await page.emulateMedia({ colorScheme: device });
    for (const [chosen, shown] of [
      ["light", light],
      ["dark", dark],
      ["system", own],
    ] as const) {
      await page.getByLabel("Appearance").selectOption(chosen);
      expect(await ground(), `${chosen} on a device that is ${device}`).toBe(shown);
    }
  }
});

test("what happened to an account is listed: who came in, who could not, and what changed", async ({
  page,
  browser,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, "yara@clinic.example", "Analyst");
  await signOut(page);
  await accept(page, link, "Yara Example");
  // Whoever comes in themselves a moment after such a try has mistyped: of that nothing is written down.
  await toAccount(page);
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await open(other);
  await typePassword(other, "yara@clinic.example", "not the password at all");
  await expect(other.getByRole("alert")).toBeVisible();
  await elsewhere.close();
  const events = page.getByRole("region", { name: "What happened to your account" });
  await expect(events.getByRole("listitem").filter({ hasText: "Signed in" })).toHaveCount(1);
  await page.getByLabel("Name").fill("Yara Otherwise");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(events.getByRole("listitem").first()).toContainText("Name or language changed");
  // A try that is not finished is written down once it cannot be any more.
  await expect(async () => {
    await page.reload();
    const refused = events.getByRole("listitem").filter({ hasText: "Refused" });
    await expect(refused).toContainText("A sign-in with a password failed", { timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await expectAccessible(page);
});

test("whoever goes away deletes their account, shows anew who they are, and takes the receipt along", async ({
  browser,
}) => {
  const page = await joined(browser, "Gus", "Analyst");
  const email = (await page.getByText(/^gus-.*@clinic\.example$/).textContent()) ?? "";
  const other = await page.context().newPage();
  await open(other);
  await expect(inside(other)).toBeVisible();
  await toAccount(page);
  const region = page.getByRole("region", { name: "Delete my account" });
  await region.getByRole("button", { name: "Delete my account" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete my account" });
  const submit = dialog.getByRole("button", { name: "Delete my account" });
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await expectAccessible(page);
  await dialog.getByLabel(`Type ${email} to confirm`).fill(email);
  // The server's answer of ten minutes later, which no test waits for; what comes after is the server's own.
  let isTooLongAgo = true;
  await page.route("**/auth/account", (route) => {
    if (!isTooLongAgo || route.request().method() !== "DELETE") return route.continue();
    isTooLongAgo = false;
    const body = JSON.stringify({ code: "step_up_required" });
    return route.fulfill({ status: 403, contentType: "application/problem+json", body });
  });
  await submit.click();
  const anew = page.getByRole("dialog", { name: "Show anew who you are" });
  await anew.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await anew.getByRole("button", { name: "Sign in", exact: true }).click();

  await expect(page.getByRole("heading", { name: "Your account is deleted" })).toBeVisible();
  await expectAccessible(page);
  const download = page.getByRole("button", { name: "Download the receipt" });
  const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
  const receipt = JSON.parse(readFileSync(await file.path(), "utf8"));
  expect(page.url()).toContain(`/#/gone/${receipt.id}`);
  expect(receipt.receipt).toContain("copies-open-until");
  await expect(other.getByText("Your session has ended. Sign in to go on.")).toBeVisible();
  await page.reload();
  await expect(download).toBeVisible();
  await page.getByRole("link", { name: "Sign in" }).click();
  await typePassword(page, email, PASSWORD);
  await expect(page.getByRole("alert")).toHaveText("The address or the password is wrong.");
  await page.context().close();
});

test("whoever administers an organisation is told to hand that on before they go", async ({
  page,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await toAccount(page);
  const region = page.getByRole("region", { name: "Delete my account" });
  await expect(region.getByText(/First another administrator takes that role/)).toBeVisible();
  const button = region.getByRole("button", { name: "Delete my account" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
});

test("an address of no account that was deleted does not say that one is", async ({ page }) => {
  await open(page, "/#/gone/00000000000000000000000000000abc");
  await expect(page.getByText("Nothing here")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("An account that was deleted");
  await expectAccessible(page);
});
