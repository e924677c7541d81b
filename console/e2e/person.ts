// Somebody in front of a browser: what they do again and again.

import { createHmac } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page } from "@playwright/test";

export function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const ADMINISTRATOR = {
  email: given("RIBCAGE_E2E_EMAIL"),
  password: given("RIBCAGE_E2E_PASSWORD"),
};
export const PASSWORD = "seven brass lamps over the harbour";

/** Opens the console, and sees to it that nothing of it is refused by its own policy, or fails unseen. */
export async function open(page: Page, address = "/") {
  page.on("pageerror", (error) => {
    throw error;
  });
  page.on("console", (message) => {
    if (/Content.Security.Policy/i.test(message.text())) throw new Error(message.text());
  });
  await page.goto(address);
}

export async function typePassword(page: Page, email: string, password: string) {
  // By role: what is kept beneath the lock has labels too.
  await page.getByRole("textbox", { name: "Email address" }).fill(email);
  await page.getByRole("textbox", { name: "Password", exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

export async function signIn(page: Page, email: string, password: string) {
  await open(page);
  await typePassword(page, email, password);
  await expect(inside(page)).toBeVisible();
}

/** What only somebody sees who is signed in, on every page. */
export const inside = (page: Page) => page.getByRole("button", { name: "Sign out" });

/** Goes to one's own account, once one is in. */
export async function toAccount(page: Page) {
  await page.getByRole("link", { name: "Account", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
}

export async function signOut(page: Page) {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out.")).toBeVisible();
}

/** Invites somebody and gives the link that they get. */
export async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/#/people/invitations");
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("Email address").fill(email);
  await dialog.getByRole("checkbox", { name: role }).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const link = dialog.getByRole("note", { name: "Invitations" });
  const address = (await link.textContent()) ?? "";
  await dialog.getByRole("button", { name: "Close" }).last().click();
  return address;
}

/** Accepts an invitation as somebody who is not known yet, as far as the password. */
export async function accept(page: Page, link: string, name: string, password = PASSWORD) {
  await open(page, `/${new URL(link).hash}`);
  await page.getByLabel("Your name").fill(name);
  await choose(page, password);
  await page.getByRole("button", { name: "Join" }).click();
}

export async function choose(page: Page, password: string) {
  await page.getByLabel("New password").fill(password);
  await page.getByLabel("The same again").fill(password);
}

/** A device with passkeys, which asks its owner and believes them. */
export async function withPasskeys(context: BrowserContext, page: Page) {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** The code of an authenticator app (RFC 6238) for a moment, in milliseconds. */
export function codeOf(secret: string, at = Date.now()): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret.replace(/[\s=]/g, "")]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(step).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  const number = (hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000;
  return number.toString().padStart(6, "0");
}

/** What axe looks for; and which of that depends on colours, so that it is looked for in the other theme as well. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Looks at the page as it is with axe, in both themes, and finds nothing wrong. */
export async function expectAccessible(page: Page) {
  for (const theme of ["light", "dark"]) {
    await page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
    // Colours that are still changing are neither of the two. What nobody sees would never have changed by itself.
    await page.evaluate(() => {
      for (const it of document.getAnimations()) {
        if (it.effect?.getTiming().iterations === 1) it.finish();
      }
    });
    const axe = new AxeBuilder({ page });
    const { violations } = await (theme === "light"
      ? axe.withTags(TAGS)
      : axe.withRules(COLOURS)
    ).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${theme} ${id}: ${nodes.map((it) => it.target).join(" ")}`,
    );
    expect(found).toEqual([]);
  }
}
