// A clinic that tests are about: whoever works there, and the records that they make.

import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { ADMINISTRATOR, accept, inside, open, PASSWORD, typePassword } from "./person";

/** So that what one run has made is not found by another on the same server. */
export const RUN = Date.now().toString(36);

export type Role = "Administrator" | "Analyst" | "Auditor" | "Clinician" | "Privacy officer";
type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** By what those come in who have shown a password in this run. To stretch one takes a second or more, so each is shown once. */
const sessions = new Map<string, Cookies>();

const emailOf = (name: string) =>
  `${name.toLowerCase().replaceAll(" ", ".")}-${RUN}@clinic.example`;

/** Lets whoever has a role, and is the same in all tests, in at a page. */
export async function comeIn(page: Page, who: Role = "Administrator", address = "/") {
  const [email, password] =
    who === "Administrator"
      ? [ADMINISTRATOR.email, ADMINISTRATOR.password]
      : [emailOf(who), PASSWORD];
  const context = page.context();
  const isKnown = sessions.has(email);
  if (!isKnown && who !== "Administrator") {
    await join(page, who, who);
    sessions.set(email, await context.cookies());
  }
  await context.addCookies(sessions.get(email) ?? []);
  await open(page, address);
  const form = page.getByLabel("Email address");
  await expect(inside(page).or(form)).toBeVisible();
  if (!(await form.isVisible())) return;
  await typePassword(page, email, password);
  await expect(inside(page)).toBeVisible();
  sessions.set(email, await context.cookies());
}

/** The same in a browser of their own. */
export async function member(browser: Browser, who: Role, address = "/"): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await comeIn(page, who, address);
  return page;
}

/** Somebody new who is invited and joins, at a page that nobody is in. */
export async function join(page: Page, name: string, role: string, more: object = {}) {
  const browser = page.context().browser();
  if (!browser) throw new Error("a page has a browser");
  const administrator = await member(browser, "Administrator");
  const { link } = await told<{ link: string }>(administrator, "POST", "/api/invitations", {
    email: emailOf(name),
    roles: [role.toLowerCase().replace(" ", "_")],
    language: "en",
    ...more,
  });
  await administrator.context().close();
  await accept(page, link, `${name} Example`);
  await expect(inside(page)).toBeVisible();
}

/** Somebody new in a browser of their own. */
export async function joined(browser: Browser, name: string, role: string, more: object = {}) {
  const page = await (await browser.newContext()).newPage();
  await join(page, name, role, more);
  return page;
}

/** Asks the server as whoever is signed in at a page. A body that is text is sent as it is, to the last digit. */
export function ask(page: Page, method: string, address: string, body?: unknown) {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  return page.evaluate(
    async ([method, address, body]) => {
      const type = address.startsWith("/fhir/") ? "application/fhir+json" : "application/json";
      const headers = body === null ? {} : { "content-type": type };
      const answer = await fetch(address, { method, headers, body });
      return { status: answer.status, text: await answer.text() };
    },
    [method, address, text ?? null] as const,
  );
}

/** The same where it has to be done: gives what the answer says. */
export async function told<T>(page: Page, method: string, address: string, body?: unknown) {
  const { status, text } = await ask(page, method, address, body);
  expect(status, text).toBeLessThan(300);
  return (text === "" ? null : JSON.parse(text)) as T;
}

/** Something of FHIR, with whatever elements it has. */
interface Resource {
  resourceType: string;
  [element: string]: unknown;
}

/** Makes a resource, and gives the id that it gets. */
export async function make(page: Page, resource: Resource): Promise<string> {
  const { resourceType } = resource;
  return (await told<{ id: string }>(page, "POST", `/fhir/R4/${resourceType}`, resource)).id;
}

/** Stores resources under ids of one's own, all or none. */
export async function store(page: Page, ...resources: (Resource & { id: string })[]) {
  const entry = resources.map((resource) => ({
    request: { method: "PUT", url: `${resource.resourceType}/${resource.id}` },
    resource,
  }));
  await told(page, "POST", "/fhir/R4", { resourceType: "Bundle", type: "transaction", entry });
}

export const patient = (id: string, more: object = {}) => ({
  resourceType: "Patient",
  id,
  name: [{ use: "official", family: "Example", given: ["Somebody"] }],
  birthDate: "1970-01-01",
  ...more,
});

/** A patient of that family name, who has no id yet. */
export const named = (family: string) => ({
  resourceType: "Patient",
  name: [{ family, given: ["Robin"] }],
});

export const subject = (id: string) => ({ subject: { reference: `Patient/${id}` } });

export const pulse = (id: string) => ({
  resourceType: "Observation",
  status: "final",
  code: { text: "Pulse" },
  valueInteger: 60,
  ...subject(id),
});

/** Opens somebody by their id, as it was handed over. */
export async function find(page: Page, text: string) {
  await page.goto("/#/data/people");
  await page.getByLabel("Id", { exact: true }).fill(text);
  await page.getByRole("button", { name: "Open" }).click();
}

export const section = (page: Page, name: string) =>
  page.getByRole("region", { name, exact: true });
