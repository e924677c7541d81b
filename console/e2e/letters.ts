// Letters that the server sends, and whoever gets them.

import { readdirSync, readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { choose, codeOf, given, inside, open, PASSWORD, toAccount } from "./person";

/** The newest link of a kind that was written to somebody, once there are so many. */
export async function linkTo(email: string, kind: string, count = 1): Promise<string> {
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
export async function inviteByLetter(page: Page, email: string, role: string) {
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
export async function setUpApp(page: Page): Promise<string> {
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
export async function expectAt(page: Page, name: string) {
  const organisation = page.getByLabel("Organisation", { exact: true });
  await expect(organisation.locator("option:checked")).toHaveText(name);
}

/** The next code of an app: the one that set it up is used up, and servers take the next a little early. */
export const nextCode = (secret: string) => codeOf(secret, Date.now() + 30_000);

export async function join(page: Page, email: string, name: string) {
  await open(page, await linkTo(email, "invitation"));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Join");
  await page.getByLabel("Your name").fill(name);
  await choose(page, PASSWORD);
  await page.getByRole("button", { name: "Join" }).click();
  await expect(inside(page)).toBeVisible();
}
