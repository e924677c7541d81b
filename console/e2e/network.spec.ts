// Every page with the network cut before it has come: it says so, what stands around it stays, and it comes by itself.

import { expect, type Page, test } from "@playwright/test";
import { en } from "../src/messages/en";
import { joined, member, patient, type Role, RUN, store, told } from "./clinic";
import { inside } from "./person";

const ADA = "ada";
const CUT = `cut-${RUN}`;

test.beforeAll(async ({ browser }) => {
  const administrator = await member(browser, "Administrator");
  const type = { name: CUT, definition: { schema: { type: "object" } } };
  await told(administrator, "POST", "/api/document-types", type);
  await administrator.context().close();
  const clinician = await member(browser, "Clinician");
  await store(clinician, patient(ADA));
  await clinician.context().close();
});

const PAGES: Record<Exclude<Role, "Analyst">, string[]> = {
  Administrator: [
    "/",
    "/people",
    "/people/invitations",
    "/people/roles",
    "/people/rules",
    "/people/clients",
    "/people/clients/new",
    "/data",
    "/data/exports",
    "/data/ending",
    "/types",
    "/types/-new",
    `/types/${CUT}/documents`,
    `/types/${CUT}/definition`,
  ],
  Auditor: ["/activity", "/activity/log"],
  Clinician: [
    "/",
    "/patients",
    "/patients/new",
    `/patients/${ADA}`,
    `/patients/${ADA}/edit`,
    `/patients/${ADA}/timeline`,
    `/patients/${ADA}/observations`,
    `/patients/${ADA}/conditions`,
    `/patients/${ADA}/documents`,
    `/types/${CUT}/new`,
  ],
  "Privacy officer": [
    "/data/people",
    "/data/erasures",
    "/data/objections",
    `/data/people/Patient/${ADA}`,
    `/data/people/Patient/${ADA}/looked`,
    `/data/people/Patient/${ADA}/export`,
    `/data/people/Patient/${ADA}/erasure`,
  ],
};

/** Goes to each page while there is no network, and waits there until it is back. */
async function cut(page: Page, addresses: string[]) {
  for (const address of addresses) {
    await test.step(address, async () => {
      // Anew each time, so that nothing of it was loaded or asked for before.
      await page.goto("/#/account");
      await page.reload();
      await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
      await page.context().setOffline(true);
      await page.evaluate((to) => {
        location.hash = to;
      }, address);
      await expect(page.getByText(en["app.offline"])).toBeVisible();
      await expect(inside(page)).toBeVisible();
      await page.context().setOffline(false);
      await expect(page.getByText(en["app.offline"])).toHaveCount(0);
      await expect(page.locator("[aria-busy=true], .loading")).toHaveCount(0);
      await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
      await expect(page.getByText(en["failed.unreachable"])).toHaveCount(0);
      await expect(inside(page)).toBeVisible();
    });
  }
  await page.context().close();
}

for (const [who, addresses] of Object.entries(PAGES) as [Role, string[]][]) {
  test(`${who}: each page waits for the network`, async ({ browser }) => {
    await cut(await member(browser, who), addresses);
  });
}

test("a patient's pages wait for the network", async ({ browser }) => {
  const page = await joined(browser, "Ada", "Patient", { patient: ADA });
  await cut(page, ["/record", "/record/accesses", "/record/copy", "/record/rights"]);
});
