// Those who work at a clinic beside the administrator, each in a browser of their own.

import { type Browser, expect, type Page } from "@playwright/test";
import { ADMINISTRATOR, accept, invite, signIn } from "./person";

/** Asks the server from the page of somebody, as the page itself does. Gives the answer's body, which must be there. */
export async function ask<T>(page: Page, method: string, path: string, body?: string): Promise<T> {
  const { status, text } = await page.evaluate(
    async ([method, path, body]) => {
      const kind = path.startsWith("/fhir/") ? "application/fhir+json" : "application/json";
      const headers = body === null ? {} : { "content-type": kind };
      const answer = await fetch(path, { method, headers, body });
      return { status: answer.status, text: await answer.text() };
    },
    [method, path, body ?? null] as const,
  );
  expect(status, text).toBeLessThan(300);
  return text === "" ? (undefined as T) : JSON.parse(text);
}

/** Somebody who joins in a browser of their own, invited by the administrator on the page. */
export async function joined(browser: Browser, page: Page, email: string, role: string) {
  const isIn = (await page.context().cookies()).length > 0;
  if (!isIn) await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, email, role);
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await accept(theirs, link, `${role} Example`);
  await expect(theirs.getByRole("navigation", { name: "Main" })).toBeVisible();
  return theirs;
}
