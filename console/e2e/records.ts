// People of a clinic in browsers of their own, and the records that they make.

import { type Browser, expect, type Page } from "@playwright/test";
import { ADMINISTRATOR, accept, inside, invite, signIn } from "./person";

/** The administrator, signed in. */
export async function administrator(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  return page;
}

/** Somebody who was invited with a role and has joined, in a browser of their own. */
export async function join(admin: Page, email: string, role: string, name: string): Promise<Page> {
  const link = await invite(admin, email, role);
  const browser = admin.context().browser();
  if (!browser) throw new Error("a page has a browser");
  const page = await (await browser.newContext()).newPage();
  await accept(page, link, name);
  await expect(inside(page)).toBeVisible();
  return page;
}

/** Asks the server as whoever is signed in on a page; gives the status, and the body as far as it is JSON. */
export async function ask(page: Page, method: string, address: string, body?: unknown) {
  return page.evaluate(
    async ({ method, address, body }) => {
      const type = address.startsWith("/fhir/") ? "application/fhir+json" : "application/json";
      const response = await fetch(address, {
        method,
        headers: body === undefined ? {} : { "content-type": type },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    },
    { method, address, body },
  );
}

/** Makes a resource as a clinician, and gives its id. */
export async function make(clinician: Page, resource: { resourceType: string }): Promise<string> {
  const { status, body } = await ask(
    clinician,
    "POST",
    `/fhir/R4/${resource.resourceType}`,
    resource,
  );
  expect(status).toBe(201);
  return body.id;
}

export const patient = (family: string) => ({
  resourceType: "Patient",
  name: [{ family, given: ["Robin"] }],
});

export const pulse = (id: string) => ({
  resourceType: "Observation",
  status: "final",
  code: { text: "Pulse" },
  subject: { reference: `Patient/${id}` },
  valueInteger: 60,
});
