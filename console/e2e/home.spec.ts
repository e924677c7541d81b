import { expect, type Page, test } from "@playwright/test";
import { comeIn, make, member, named } from "./clinic";
import { expectAccessible, inside, invite } from "./person";

test.describe.configure({ mode: "serial" });

let admin: Page;

test.beforeAll(async ({ browser }) => {
  admin = await member(browser, "Administrator");
});

test.afterAll(() => admin?.context().close());

/** A deployment in which all is well. */
const WELL = {
  backups: {
    seen_at: "2026-11-30T08:00:00Z",
    places: 2,
    places_away: 0,
    places_behind: 0,
    newest_backup_at: "2026-11-30T03:00:00Z",
    is_scheduled: true,
    has_failed: false,
    drill_at: new Date().toISOString(),
  },
  keys: {
    seen_at: "2026-11-30T08:00:00Z",
    epoch: 2,
    begun_at: "2026-11-01T08:00:00Z",
    is_rotating: false,
    due_at: "2099-12-30T08:00:00Z",
    places_behind: 0,
  },
  indexes: [{ store: "records", is_there: true, behind: 0 }],
  log: {
    trees: [{ tree: "changes", size: 1234 }],
    witnesses: ["witness.example"],
    reconciliation: {
      at: "2026-11-30T07:00:00Z",
      entries: 1234,
      rows: 99,
      findings_count: 0,
      findings: [],
    },
  },
  parked_jobs: [],
  erasures: { removing: 0, closing: 0 },
  sends_mail: true,
};

const found = { kind: "row_changed", what: "a version of an Observation" };
const reconciliation = { ...WELL.log.reconciliation, findings_count: 1, findings: [found] };
const ILL = {
  ...WELL,
  backups: { ...WELL.backups, places_away: 1, drill_failed_at: "2026-11-29T03:00:00Z" },
  log: { ...WELL.log, witnesses: [], reconciliation },
  parked_jobs: [{ kind: "send_mail", count: 2, since_at: "2026-11-30T06:00:00Z" }],
  erasures: { removing: 1, closing: 0 },
};

test("an administrator finds at home what waits, and the way there", async () => {
  await invite(admin, "paul@clinic.example", "Analyst");
  await admin.getByRole("link", { name: "Home" }).click();
  const line = admin.getByRole("listitem").filter({ hasText: /invitations? (is|are) open/ });
  await expect(line).toBeVisible();
  await expectAccessible(admin);
  await line.getByRole("link").click();
  await admin.getByRole("button", { name: "Take back the invitation of paul@clinic" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Take back" }).click();
});

test("how the deployment stands is shown as the server says it", async () => {
  await admin.goto("/#/data");
  await expect(admin.getByRole("region", { name: "Backups" })).toBeVisible();
  await expect(admin.getByRole("region", { name: "Keys" })).toContainText("Root key number");
  await expectAccessible(admin);
});

test("what is wrong is said with what to do, the worst first", async () => {
  await admin.route("**/api/status", (route) => route.fulfill({ json: ILL }));
  await admin.goto("/#/");
  await admin.reload();
  const wrong = admin.getByRole("region", { name: "What is wrong" }).getByRole("listitem");
  await expect(wrong).toHaveText([
    /Given up: Sending a letter \(2\).*ribcage job list --dead/,
    /cannot be reached: 1/,
    /The last drill failed/,
    /What is stored and the log do not agree: 1/,
  ]);
  const other = admin.getByRole("region", { name: "To see to" });
  await expect(other).toContainText("Erasures under way: 1");
  await expect(other).toContainText("Nobody else keeps watch over the log");
  await expectAccessible(admin);
  await admin.getByRole("link", { name: "Data" }).click();
  await expect(admin.getByText("a version of an Observation")).toBeVisible();
  await expectAccessible(admin);
  await admin.unroute("**/api/status");
});

test("where all is well and nothing waits the page is calm", async () => {
  await admin.route("**/api/status", (route) => route.fulfill({ json: WELL }));
  for (const list of ["invitations", "exports", "corrections", "erasure-requests"]) {
    await admin.route(`**/api/${list}?*`, (route) => route.fulfill({ json: { items: [] } }));
  }
  await admin.goto("/#/");
  await admin.reload();
  await expect(admin.getByText("Nothing waits for you")).toBeVisible();
  await expectAccessible(admin);
  await admin.unrouteAll();
});

test("a clinician finds a patient from home, and no name stands in the address", async ({
  page: clinician,
}) => {
  await comeIn(clinician, "Clinician");
  await make(clinician, named("Whinchat"));
  await expect(clinician.getByText("Nothing waits for you")).toBeVisible();
  await expectAccessible(clinician);
  await clinician.getByRole("searchbox", { name: "Find a patient" }).fill("Whinchat");
  await clinician.getByRole("button", { name: "Find" }).click();
  await expect(clinician.getByRole("link", { name: /Whinchat/ })).toBeVisible();
  expect(clinician.url()).not.toContain("Whinchat");
});

test("whoever is signed in is said to be so with all of their address", async ({ page }) => {
  await comeIn(page, "Privacy officer");
  const address = page.getByRole("banner").getByText(/@clinic\.example$/);
  await expect(address).toBeVisible();
  expect(await address.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
});

test("on a low screen the end of the navigation can be reached", async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 400 });
  await comeIn(page, "Privacy officer");
  await inside(page).focus();
  await expect(inside(page)).toBeInViewport({ ratio: 1 });
});

test("on a wide screen pages stand in the middle, and no line is too long to read", async () => {
  await admin.goto("/#/data");
  for (const width of [1280, 1920, 3840]) {
    await admin.setViewportSize({ width, height: 1080 });
    await expect(admin.getByRole("region", { name: "Backups" })).toBeVisible();
    const { left, right, longest } = await admin.evaluate(() => {
      const side = document.querySelector("header")?.getBoundingClientRect().right ?? 0;
      const main = document.querySelector("main")?.getBoundingClientRect();
      const texts = [...document.querySelectorAll("main p")].map(
        (it) => it.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(it).fontSize),
      );
      return {
        left: (main?.left ?? 0) - side,
        right: document.documentElement.clientWidth - (main?.right ?? 0),
        longest: Math.max(...texts),
      };
    });
    expect(Math.abs(left - right)).toBeLessThan(2);
    expect(longest).toBeLessThan(45);
  }
});
