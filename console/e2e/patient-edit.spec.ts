import { expect, test } from "@playwright/test";
import { ask, comeIn, member, patient, RUN, told } from "./clinic";
import { expectAccessible } from "./person";

test("two who change the same patient lose nothing, and choose where both changed the same", async ({
  page,
  browser,
}) => {
  await comeIn(page, "Clinician", "/#/patients");
  const id = `merge-${RUN}`;
  const weight = { url: "https://example.org/weight", valueDecimal: "DIGITS" };
  const body = JSON.stringify(patient(id, { extension: [weight] })).replace('"DIGITS"', "1.10");
  await told(page, "PUT", `/fhir/R4/Patient/${id}`, body);
  const other = await member(browser, "Clinician", `/#/patients/${id}/edit`);
  await page.goto(`/#/patients/${id}/edit`);
  await expect(page.getByLabel("Family name")).toHaveValue("Example");
  await other.getByLabel("Birth date").fill("1971-02-03");
  await other.getByLabel("Family name").fill("Theirs");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { name: "Somebody Theirs" })).toBeVisible();

  await page.getByLabel("Family name").fill("Mine");
  await page.getByLabel("Sex").selectOption("Other");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Somebody else changed the same")).toBeVisible();
  const choice = page.getByRole("group", { name: "Name · Family name" });
  await expect(choice).toContainText("Before: Example");
  // Whose record it is stands above it, as it is stored.
  await expect(page.getByText("Somebody Example")).toBeVisible();
  await expect(page.getByText("Born 1 Jan 1970")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Cancel" }).click();
  const leaving = page.getByRole("dialog", { name: "Leave without saving?" });
  await leaving.getByRole("button", { name: "Stay here" }).click();
  await page.getByRole("button", { name: "Back to the form" }).click();
  await expect(page.getByLabel("Family name")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await choice.getByRole("radio", { name: "Their change Theirs" }).check();
  await page.getByRole("button", { name: "Save with these" }).click();
  await expect(page.getByRole("heading", { name: "Somebody Theirs" })).toBeVisible();
  await expect(page.getByText("Born 3 Feb 1971")).toBeVisible();
  await expect(page.getByText("Other", { exact: true })).toBeVisible();
  // What the form does not know is as it was, to the last digit.
  const { text } = await ask(page, "GET", `/fhir/R4/Patient/${id}`);
  expect(text).toContain('"valueDecimal":1.10');

  // Where each changed something else, nobody is asked.
  await page.goto(`/#/patients/${id}/edit`);
  await other.goto(`/#/patients/${id}/edit`);
  await expect(page.getByLabel("Family name")).toHaveValue("Theirs");
  await other.getByRole("button", { name: "Add a number or address" }).click();
  await other.getByLabel("Number or address").fill("theirs@example.org");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("theirs@example.org")).toBeVisible();
  await page.getByRole("button", { name: "Add a number or address" }).click();
  await page.getByLabel("Number or address").fill("mine@example.org");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("mine@example.org")).toBeVisible();
  await expect(page.getByText("theirs@example.org")).toBeVisible();
  await other.context().close();
});

test("a connection that is cut in the middle of saving loses nothing that was typed", async ({
  page,
}) => {
  await comeIn(page, "Clinician", "/#/patients/new");
  await page.getByLabel("Family name").fill(`Cut${RUN}`);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing you typed is lost");
  await expect(page.getByLabel("Family name")).toHaveValue(`Cut${RUN}`);
  await expectAccessible(page);
  await page.context().setOffline(false);
  // The answer to the next try is lost: it is stored, and the page does not know.
  await page.evaluate(() => {
    const { fetch } = window;
    window.fetch = async (...given) => {
      const answer = await fetch(...given);
      if (given[1]?.method !== "PUT") return answer;
      window.fetch = fetch;
      throw new TypeError("the connection was cut");
    };
  });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Nothing you typed is lost");
  await page.getByLabel("Given names").fill("Once");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: `Once Cut${RUN}`, level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "All patients" }).click();
  await page.getByLabel("Find a patient").fill(`cut${RUN}`);
  await expect(page.getByText("Shown: 1", { exact: true })).toBeVisible();
});

test("nobody leaves what they have typed by mistake", async ({ page }) => {
  await comeIn(page, "Clinician", "/#/patients");
  await page.getByRole("link", { name: "New patient" }).click();
  await page.getByLabel("Family name").fill("Unsaved");
  await page.getByRole("link", { name: "Cancel" }).click();
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Stay here" }).click();
  await expect(page.getByLabel("Family name")).toHaveValue("Unsaved");
  await expect(page.getByRole("link", { name: "Cancel" })).toBeFocused();
  // By an address that is typed, and back in the history.
  for (const leave of [() => page.goto("/#/account"), () => page.goBack()]) {
    await leave();
    await dialog.getByRole("button", { name: "Stay here" }).click();
    await expect(page.getByLabel("Family name")).toHaveValue("Unsaved");
    await expect(page).toHaveURL(/#\/patients\/new$/);
  }
  await page.goto("/#/account");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Patients", exact: true }).click();
  await page.getByRole("link", { name: "New patient" }).click();
  await page.getByLabel("Family name").fill("Unsaved");
  await page.getByRole("link", { name: "Cancel" }).click();
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { name: "Patients", level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
});
