import { expect, type Page, type Route, test } from "@playwright/test";
import { comeIn } from "./clinic";
import { expectAccessible } from "./person";

// What is changed on the way is asked for by the test itself, which does not know the server's own authority.
test.use({ ignoreHTTPSErrors: true });

const flip = (byte: number) => byte ^ 1;
/** Another letter of base64, which one with a bit flipped need not be. */
const swap = (byte: number) => (byte === 65 ? 66 : 65);

/** Gives what the server gives, with one byte changed. */
const changed = (at: number, change: (byte: number) => number) => async (route: Route) => {
  const response = await route.fetch();
  const body = await response.body();
  const place = at < 0 ? body.length + at : at;
  body[place] = change(body[place] ?? 0);
  await route.fulfill({ response, body });
};

async function verifyAll(page: Page) {
  await page.getByRole("button", { name: "Verify everything again" }).click();
}

test("the log is verified in the browser, which remembers it", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/activity/log");
  await expect(page.getByText("Not verified in this browser yet.")).toBeVisible();
  await expect(page).toHaveTitle("The log · Ribcage");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(page.getByText("The log holds.")).toBeVisible();
  const seen = page.getByRole("list", { name: "What was verified" });
  await expect(seen).toContainText("Signed: both checkpoints");
  await expect(seen).toContainText("so the key was taken on trust");
  await expectAccessible(page);

  await page.reload();
  await expect(page.getByText("The log holds.")).toBeVisible();
  await page.getByRole("button", { name: "Verify what is new" }).click();
  await expect(seen).toContainText("Only grown, changes: it begins with");
  await verifyAll(page);
  await expect(page.getByText("The log holds.")).toBeVisible();
  await page.getByRole("link", { name: "What happened" }).click();
  await expect(page.getByText(/The log holds\. Verified here on/)).toBeVisible();
  await expect(page).toHaveTitle("Activity · Ribcage");

  await page.getByRole("link", { name: "The log", exact: true }).click();
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Forget it" }).click();
  await expect(page.getByText("Not verified in this browser yet.")).toBeVisible();
});

test("a byte that is not as it was is found, and named", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/activity/log");
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(page.getByText("The log holds.")).toBeVisible();
  const alert = page.getByRole("alert");

  await page.route("**/api/log/changes/tile/0/**", changed(7, flip));
  await verifyAll(page);
  await expect(alert).toContainText("The log does not hold.");
  await expect(alert).toContainText(/The tile \S+\/tile\/0\/\S+ \(changes\) does not fit/);
  await expectAccessible(page);
  await page.getByRole("link", { name: "What happened" }).click();
  await expect(page.getByText(/The log does not hold\. Found on/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "See what was found" }).click();
  await page.unroute("**/api/log/changes/tile/0/**");

  await page.route("**/api/log/access/checkpoint", changed(-20, swap));
  await verifyAll(page);
  await expect(alert).toContainText("The signature under the checkpoint (access) does not fit");
  await page.unroute("**/api/log/access/checkpoint");

  await page.route("**/api/log/changes/tile/entries/**", changed(2 + 100, flip));
  await verifyAll(page);
  await expect(alert).toContainText(/What is sealed beside entry 0 \(changes\), event c-/);
  await page.unroute("**/api/log/changes/tile/entries/**");

  // What cannot be looked at proves nothing, and takes nothing back.
  await page.route("**/api/log/key", (route) => route.abort());
  await verifyAll(page);
  await expect(page.getByText("The log could not be looked at.")).toBeVisible();
  await expect(page.getByText("The log does not hold.")).toBeVisible();
  await page.unroute("**/api/log/key");

  await verifyAll(page);
  await expect(page.getByText("The log holds.")).toBeVisible();
});

test("a past that was changed is found, and so is another key", async ({ page }) => {
  await comeIn(page);
  await page.goto("/#/activity/log");
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(page.getByText("The log holds.")).toBeVisible();
  const alert = page.getByRole("alert");

  // An older checkpoint, as a server shows it whose log was put back.
  const show = () => page.evaluate(async () => (await fetch("/api/log/access/checkpoint")).text());
  const old = await show();
  await expect.poll(show).not.toBe(old);
  await page.getByRole("button", { name: "Verify what is new" }).click();
  await expect(page.getByText(/Only grown, access/)).toBeVisible();
  await page.route("**/api/log/access/checkpoint", (route) => route.fulfill({ body: old }));
  await page.getByRole("button", { name: "Verify what is new" }).click();
  await expect(alert).toContainText("The log (access) was cut off");
  await page.unroute("**/api/log/access/checkpoint");

  const key =
    "ribcage/101112131415161718191a1b1c1d1e1f+221c75ab+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
  await page.route("**/api/log/key", (route) => route.fulfill({ body: `${key}\n` }));
  await page.getByRole("button", { name: "Verify what is new" }).click();
  await expect(alert).toContainText("The log is under another key than before");
});

test("a verification can be stopped", async ({ page }) => {
  await comeIn(page);
  await page.route("**/api/log/changes/tile/**", () => {});
  await page.goto("/#/activity/log");
  await page.getByRole("button", { name: "Verify", exact: true }).click();
  await expect(page.getByText("Reading the log of changes.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(page.getByText("Not verified in this browser yet.")).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
});
