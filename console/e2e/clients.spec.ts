import { generateKeyPairSync } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { comeIn, member, told } from "./clinic";
import { expectAccessible } from "./person";

/** Opens the form by which a program is let in, with a name. */
async function begin(page: Page, name: string) {
  await page.goto("/#/people/clients");
  await page.getByRole("link", { name: "Let a program in" }).click();
  const form = page.getByRole("region", { name: "Let a program in" });
  await form.getByLabel("Name").fill(name);
}

/** Lets a program in with a token, and gives that. */
async function letIn(page: Page, name: string, role: string): Promise<string> {
  await begin(page, name);
  await page.getByRole("checkbox", { name: role }).check();
  await page.getByRole("button", { name: "Let it in" }).click();
  const token = page.getByRole("note", { name: "Token" });
  await expect(token).toBeVisible();
  return (await token.textContent()) ?? "";
}

/** What the server says to a program that shows a token. */
function asked(page: Page, token: string): Promise<number> {
  return page.evaluate(async (shown) => {
    const headers = { authorization: `Bearer ${shown}` };
    return (await fetch("/api/tenant", { headers, credentials: "omit" })).status;
  }, token);
}

test("a program is let in with a token that is shown once, and locked out again", async ({
  page,
}) => {
  await comeIn(page);
  await begin(page, "Ward screen");
  await page.getByRole("button", { name: "Let it in" }).click();
  await expect(page.getByRole("alert")).toHaveText("Choose at least one role.");
  await expectAccessible(page);
  const token = await letIn(page, "Ward screen", "Clinician");
  expect(token).toMatch(/^rcg_/);
  await expectAccessible(page);
  expect(await asked(page, token)).toBe(200);
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("heading", { name: "Ward screen" })).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText(token)).toHaveCount(0);

  await page.goto("/#/people/clients");
  await expect(page.getByRole("row", { name: /Ward screen/ })).toContainText("Clinician");
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ward screen" }).click();
  await page.getByRole("button", { name: "Lock out Ward screen" }).click();
  const dialog = page.getByRole("dialog");
  const lockOut = dialog.getByRole("button", { name: "Lock out Ward screen" });
  await expect(lockOut).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("textbox").fill("Ward screen");
  await lockOut.click();
  await expect(page.getByRole("link", { name: "Let a program in" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Ward screen/ })).toHaveCount(0);
  expect(await asked(page, token)).toBe(401);
});

test("a program gets another name, role and end, and two changes do not undo each other", async ({
  page,
}) => {
  await comeIn(page);
  await letIn(page, "Night script", "Service");
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("heading", { name: "Night script" })).toBeVisible();
  await page.getByLabel("Name").fill("Nightly script");
  await page.getByRole("checkbox", { name: "Analyst" }).check();
  await page.getByLabel("Until").fill("2999-12-31");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Nightly script" })).toBeVisible();
  await expect(page.getByLabel("Until")).toHaveValue("2999-12-31");
  await expectAccessible(page);

  const id = new URL(page.url()).hash.split("/").at(-1);
  await told(page, "PATCH", `/api/clients/${id}`, { roles: ["auditor"] });
  await page.getByLabel("Name").fill("My own script");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody else changed this");
  await expect(page.getByRole("checkbox", { name: "Auditor" })).toBeChecked();
  await expect(page.getByLabel("Name")).toHaveValue("Nightly script");
});

test("a name that another program has is refused in words", async ({ page }) => {
  await comeIn(page);
  await letIn(page, "Only once", "Service");
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("heading", { name: "Only once" })).toBeVisible();
  await begin(page, "Only once");
  await page.getByRole("checkbox", { name: "Service" }).check();
  await page.getByRole("button", { name: "Let it in" }).click();
  await expect(page.getByRole("alert")).toContainText("Another program has this name.");
});

test("a program with keys of its own hands over public ones alone", async ({ page }) => {
  await comeIn(page);
  await begin(page, "Laboratory");
  await page.getByRole("checkbox", { name: "Service" }).check();
  await page.getByLabel("Signs in with").selectOption("Keys of its own");
  const keys = page.getByLabel("Public keys (JWK Set)");
  await keys.fill('{"keys": [}');
  await expect(page.getByText("Line 1, column 11: A value is missing here.")).toBeVisible();
  await expectAccessible(page);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
  const kid = "one";
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.postData() ?? ""));
  const secret = { ...privateKey.export({ format: "jwk" }), kid };
  await keys.fill(JSON.stringify({ keys: [secret] }));
  await page.getByRole("button", { name: "Let it in" }).click();
  await expect(page.getByText("There is a private key in it.")).toBeVisible();
  expect(sent.filter((text) => text.includes(String(secret.d)))).toEqual([]);
  await keys.fill(JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid }] }));
  await page.getByRole("button", { name: "Let it in" }).click();
  await expect(page.getByRole("note", { name: "Its client_id" })).toHaveText(/^[0-9a-f]+-/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByText("Keys: one")).toBeVisible();

  await page.getByText("Other keys").click();
  const other = { ...publicKey.export({ format: "jwk" }), kid: "two" };
  await page.getByLabel("Public keys (JWK Set)").fill(JSON.stringify({ keys: [other] }));
  await page.getByRole("button", { name: "Save" }).last().click();
  await expect(page.getByText("Keys: two")).toBeVisible();
  await expectAccessible(page);
});

test("an auditor looks at programs and changes none, and a clinician does not see them", async ({
  page,
  browser,
}) => {
  await comeIn(page);
  const auditor = await member(browser, "Auditor");
  await letIn(page, "Looked at", "Service");
  await auditor.getByRole("link", { name: "People" }).click();
  await auditor.getByRole("link", { name: "Programs" }).click();
  await auditor.getByRole("link", { name: "Looked at" }).click();
  await expect(auditor.getByText("Your role may look, and change nothing here.")).toBeVisible();
  await expect(auditor.getByRole("button", { name: /Save|Lock out/ })).toHaveCount(0);
  await expectAccessible(auditor);
  await auditor.goto("/#/people/clients/new");
  await expect(auditor.getByText("Not for your role")).toBeVisible();
  await auditor.context().close();
});
