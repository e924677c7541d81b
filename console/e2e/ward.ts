// A clinician in front of a browser, and the patients they have.

import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { ADMINISTRATOR, accept, invite, open, signIn, signOut } from "./person";

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** So that what one run has made is not found by another on the same server. */
export const RUN = Date.now().toString(36);

/** Invites somebody, who joins in that browser. */
export async function join(page: Page, name: string, role: string) {
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  const link = await invite(page, `${name.toLowerCase()}-${RUN}@clinic.example`, role);
  await signOut(page);
  await accept(page, link, `${name} Example`);
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
}

/** A clinician who has joined, to be let into other browsers. */
export async function joined(browser: Browser, name: string): Promise<State> {
  const context = await browser.newContext();
  await join(await context.newPage(), name, "Clinician");
  const state = await context.storageState();
  await context.close();
  return state;
}

export async function enter(browser: Browser, state: State, address: string): Promise<Page> {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  await open(page, address);
  return page;
}

interface Stored {
  resourceType: string;
  id: string;
  [element: string]: unknown;
}

/** Stores resources under their ids, as the page itself would ask. */
export async function store(page: Page, ...resources: Stored[]) {
  const entry = resources.map((resource) => ({
    request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
    resource,
  }));
  const body = JSON.stringify({ resourceType: "Bundle", type: "transaction", entry });
  expect(await ask(page, "", { method: "POST", body })).toContain("transaction-response");
}

export async function ask(page: Page, path: string, init: RequestInit = {}): Promise<string> {
  const address = `/fhir/R4${path && `/${path}`}`;
  const how = { ...init, headers: { "content-type": "application/fhir+json" } };
  return page.evaluate(async ([to, given]) => (await fetch(to, given)).text(), [
    address,
    how,
  ] as const);
}

export const patient = (id: string, more: object = {}): Stored => ({
  resourceType: "Patient",
  id,
  name: [{ use: "official", family: "Example", given: ["Somebody"] }],
  birthDate: "1970-01-01",
  ...more,
});

export const subject = (id: string) => ({ subject: { reference: `Patient/${id}` } });
