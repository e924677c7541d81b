import { expect, test } from "@playwright/test";
import {
  ADMINISTRATOR,
  accept,
  codeOf,
  expectAccessible,
  given,
  inside,
  invite,
  open,
  PASSWORD,
  signIn,
  signOut,
  toAccount,
  typePassword,
  withPasskeys,
} from "./person";

test("somebody with a wrong password learns only that something is wrong", async ({ page }) => {
  await open(page);
  await expectAccessible(page);
  await typePassword(page, ADMINISTRATOR.email, "not the password at all");
  await expect(page.getByRole("alert")).toHaveText("The address or the password is wrong.");
  await typePassword(page, "nobody@example.org", "not the password at all");
  await expect(page.getByRole("alert")).toHaveText("The address or the password is wrong.");
});

test("no password and nothing that shows it leaves the browser", async ({ page }) => {
  const sent: string[] = [];
  page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const password = ADMINISTRATOR.password;
  const forms = [password, Buffer.from(password).toString("base64"), encodeURIComponent(password)];
  expect(sent.filter((text) => forms.some((form) => text.includes(form)))).toEqual([]);
  expect(sent.some((text) => text.includes("/auth/password/finish"))).toBe(true);
});

test("the password package is loaded once a password was typed, and not before", async ({
  page,
}) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await open(page);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  expect(loaded.filter((url) => url.includes("opaque"))).toEqual([]);
  await typePassword(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(inside(page)).toBeVisible();
  expect(loaded.filter((url) => url.includes("opaque"))).toHaveLength(1);
});

test("a stranger's page asks nothing that is refused, before anybody was in and afterwards", async ({
  page,
}) => {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await open(page);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  expect(errors).toEqual([]);
  await typePassword(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(inside(page)).toBeVisible();
  await page.reload();
  await signOut(page);
  // What was still being asked for is refused by then.
  errors.splice(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  expect(errors).toEqual([]);
});

test("whoever signs out leaves nothing behind, in this tab and in another", async ({
  page,
  context,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const other = await context.newPage();
  await open(other, "/#/account");
  await expect(other.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
  await signOut(page);
  await expect(other.getByText("Your session has ended. Sign in to go on.")).toBeVisible();
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage).sort(),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    databases: await indexedDB.databases(),
  }));
  expect(kept.local.filter((key) => !["ribcage.language", "ribcage.theme"].includes(key))).toEqual(
    [],
  );
  expect(kept).toMatchObject({ session: [], caches: [], databases: [] });
  expect(await context.cookies()).toEqual([]);
});

test("whoever signs out without a connection is out, and the server hears of it once there is one", async ({
  page,
  context,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await context.setOffline(true);
  await signOut(page);
  expect(await context.cookies()).toHaveLength(2);
  const ended = page.waitForResponse((it) => it.request().method() === "DELETE" && it.ok());
  await context.setOffline(false);
  await ended;
  await expect.poll(() => context.cookies()).toEqual([]);
});

test("a page that somebody came for is shown once they are in", async ({ page }) => {
  await open(page, "/#/people/rules");
  await typePassword(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(page.getByRole("heading", { name: "Sign-in rules" })).toBeVisible();
  await toAccount(page);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign-in rules" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign-in rules" })).toBeVisible();
});

test("where passkeys are not good, because it is no name, the page says so", async ({
  page,
  context,
}) => {
  await withPasskeys(context, page);
  const elsewhere = new URL(given("RIBCAGE_E2E_URL"));
  elsewhere.hostname = "127.0.0.1";
  await open(page, elsewhere.href);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert")).toContainText("bound to another address of this server");
});

test("a link of an invitation that is no longer good says so", async ({ page }) => {
  await open(page, "/#/invitation/not-a-token");
  await expect(page.getByRole("alert")).toHaveText(
    "This link is no longer good. Ask for a new one.",
  );
  await expectAccessible(page);
});

test("every language is spoken, and the page says which it is", async ({ page }) => {
  await open(page);
  for (const [code, title] of [
    ["nl", "Inloggen"],
    ["pt", "Entrar"],
    ["en", "Sign in"],
  ] as const) {
    await page.getByRole("combobox").first().selectOption(code);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.locator("html")).toHaveAttribute("lang", code);
    await expectAccessible(page);
  }
});

test("somebody joins, sets up an app, codes and a passkey, and comes in by each", async ({
  page,
  context,
}) => {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, "carol@clinic.example", "Clinician");
  await signOut(page);
  await withPasskeys(context, page);

  await accept(page, link, "Carol Example");
  await toAccount(page);
  await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);

  await page.getByRole("button", { name: "Set up" }).click();
  const app = page.getByRole("dialog", { name: "Authenticator app" });
  const secret = (await app.getByRole("note").textContent()) ?? "";
  await expect(app.getByRole("img", { name: "QR code" })).toBeVisible();
  await expectAccessible(page);
  await app.getByLabel("Code from your authenticator app").fill(codeOf(secret));
  await app.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("The authenticator app is set up.")).toBeVisible();

  await page.getByRole("button", { name: "Make ten new codes" }).click();
  const codes = page.getByRole("dialog", { name: "Recovery codes" });
  const [recovery = ""] = ((await codes.getByRole("note").textContent()) ?? "").split("\n");
  await codes.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("10 left.")).toBeVisible();

  await page.getByRole("button", { name: "Add a passkey" }).click();
  const passkey = page.getByRole("dialog", { name: "Add a passkey" });
  await passkey.getByLabel("A name for this device").fill("Ward laptop");
  await passkey.getByRole("button", { name: "Make a passkey" }).click();
  await expect(page.getByText("Ward laptop")).toBeVisible();
  await expectAccessible(page);
  await signOut(page);

  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(inside(page)).toBeVisible();
  await signOut(page);

  await typePassword(page, "carol@clinic.example", PASSWORD);
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await page.getByRole("button", { name: "Recovery code" }).click();
  await expectAccessible(page);
  await page.getByLabel("Recovery code").fill("wrong-wrong-wrong");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("alert")).toHaveText("The code is wrong, or was used before.");
  await page.getByLabel("Recovery code").fill(recovery);
  await page.getByRole("button", { name: "Continue" }).click();
  await toAccount(page);
  await expect(page.getByText("9 left.")).toBeVisible();
  await signOut(page);

  await typePassword(page, "carol@clinic.example", PASSWORD);
  await page.getByRole("button", { name: "Authenticator app" }).click();
  // The code that set the app up is used up: the next one is taken a little early, as servers allow.
  await page
    .getByLabel("Code from your authenticator app")
    .fill(codeOf(secret, Date.now() + 30_000));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(inside(page)).toBeVisible();
});

test("where no mail is sent a forgotten password has no form, but words on how it goes on", async ({
  page,
}) => {
  await open(page, "/#/forgotten");
  await page.getByLabel("Email address").fill("nobody@clinic.example");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("This server sends no mail")).toBeVisible();
  await expect(page.getByLabel("Email address")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await expectAccessible(page);
});
