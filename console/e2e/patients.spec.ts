import { expect, test } from "@playwright/test";
import { comeIn, patient, RUN, store, told } from "./clinic";
import { expectAccessible } from "./person";

test("somebody new is written down, found as one types, and opened by the keyboard", async ({
  page,
}) => {
  await comeIn(page, "Clinician", "/#/patients");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("link", { name: "New patient" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Give a name or an identifier");
  await page.getByLabel("Given names").fill("Ottoline Maria");
  await page.getByLabel("Family name").fill(`Quist${RUN}`);
  await page.getByLabel("Birth date").fill("1980-13-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").first()).toContainText("There is no such date");
  await page.getByLabel("Birth date").fill("1980-03-12");
  await page.getByLabel("Sex").selectOption("Female");
  await page.getByLabel("Language").selectOption("Dutch");
  await page.getByRole("button", { name: "Add an identifier" }).click();
  await page.getByLabel("Number", { exact: true }).fill(`MRN-${RUN}`);
  await page.getByRole("button", { name: "Add a number or address" }).click();
  await page.getByLabel("Number or address").fill("+31 20 123 45 67");
  await page.getByRole("button", { name: "Add a postal address" }).click();
  await page.getByLabel("City").fill("Utrecht");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();

  await expect(
    page.getByRole("heading", { name: `Ottoline Maria Quist${RUN}`, level: 1 }),
  ).toBeVisible();
  for (const fact of ["+31 20 123 45 67", "Utrecht", "Dutch"]) {
    await expect(page.getByText(fact)).toBeVisible();
  }
  await expectAccessible(page);
  expect(await page.title()).toBe("Patient · Ribcage");

  await page.getByRole("link", { name: "All patients" }).click();
  await expect(page.getByRole("row", { name: `Quist${RUN}` })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Find a patient")).toBeFocused();
  for (const words of [`ottol quist${RUN}`, `12-03-1980 quist${RUN}`, `MRN-${RUN}`]) {
    await page.getByLabel("Find a patient").fill(words);
    await expect(page.getByText("Shown: 1", { exact: true })).toBeVisible();
    await expect(page.getByRole("row", { name: `Ottoline Maria Quist${RUN}` })).toContainText(
      `MRN-${RUN}`,
    );
  }
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Ottoline/, level: 1 })).toBeVisible();
  // Whoever comes back finds the list as it was, and nothing of it stood in an address.
  await page.goBack();
  await expect(page.getByLabel("Find a patient")).toHaveValue(`MRN-${RUN}`);
  expect(asked.filter((url) => /quist|ottol|mrn|1980/i.test(url))).toEqual([]);
  await page.getByLabel("Find a patient").fill("nobody-of-this-name");
  await expect(page.getByText("Nobody is found.")).toBeVisible();
  await expectAccessible(page);
});

test("somebody whose family name is of several words is found by all of them, and by any", async ({
  page,
}) => {
  await comeIn(page, "Clinician", "/#/patients");
  const family = `van der Dijk${RUN}`;
  await store(
    page,
    patient(`dijk-${RUN}`, { name: [{ family, given: ["Duarte"] }] }),
    patient(`dijkstra-${RUN}`, { name: [{ family: `Dijk${RUN}stra`, given: ["Duarte"] }] }),
  );
  const search = page.getByLabel("Find a patient");
  const found = page.getByRole("row", { name: `Duarte ${family}` });
  for (const words of [
    family,
    `van der dijk${RUN}`,
    `der Dijk${RUN}`,
    `Duarte ${family}`,
    `Dijk${RUN}, Duarte`,
  ]) {
    await search.fill(words);
    await expect(found).toBeVisible();
  }
  // Whose name begins with it comes first.
  await search.fill(`dijk${RUN}`);
  await expect(page.getByText("Shown: 2", { exact: true })).toBeVisible();
  await expect(page.locator("[data-row='0']")).toContainText(`Dijk${RUN}stra`);
  await expect(page.locator("[data-row='1']")).toContainText(family);

  await page.goto("/#/patients/new");
  await page.getByLabel("Given names").fill("Duarte");
  await page.getByLabel("Family name").fill(`Dijk${RUN}`);
  await page.getByLabel("Birth date").fill("1970-01-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Is it one of these?")).toBeVisible();
  await expect(page.getByRole("link", { name: `Duarte ${family}` })).toBeVisible();
});

test("a long list is drawn in part, and fetched on the way", async ({ page }) => {
  await comeIn(page, "Clinician", "/#/patients");
  const many = Array.from({ length: 250 }, (_, at) =>
    patient(`row-${RUN}-${at}`, { name: [{ family: `Zz${RUN}`, given: [`N${at}`] }] }),
  );
  await store(page, ...many);
  await page.getByLabel("Find a patient").fill(`zz${RUN}`);
  await expect(page.getByText("Shown: 100, and there are more")).toBeVisible();
  await expect(page.getByRole("row").first()).toBeVisible();
  await page
    .getByRole("link", { name: `Zz${RUN}` })
    .first()
    .focus();
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(page.getByText("Shown: 250", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("End");
  await expect(page.locator(":focus")).toBeVisible();
  expect(await page.getByRole("row").count()).toBeLessThan(80);
  await page.keyboard.press("Home");
  await expect(page.locator("[data-row='0'] a")).toBeFocused();
  // Whoever opens one far down finds the list as far down when they come back.
  await page.keyboard.press("End");
  await expect(page.locator("[data-row='249'] a")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: /^N\d+ Zz/ })).toBeInViewport();
  await page.goBack();
  await expect(page.locator("[data-row='249'] a")).toBeInViewport();
});

test("whoever is no clinician finds no way in, and pages that say so", async ({ page }) => {
  await comeIn(page);
  await expect(page.getByRole("link", { name: "People" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Patients" })).toHaveCount(0);
  for (const address of ["", "/new", "/somebody", "/somebody/timeline", "/somebody/edit"]) {
    await page.goto(`/#/patients${address}`);
    await expect(page.getByText("Not for your role")).toBeVisible();
  }
  await page.goto("/#/patients");
  await expect(page.getByLabel("Find a patient")).toHaveCount(0);
  await expectAccessible(page);
});

test("whoever writes down somebody a second time is asked whether it is the same person", async ({
  page,
}) => {
  await comeIn(page, "Clinician", "/#/patients");
  await store(page, patient(`twin-${RUN}`, { name: [{ family: `Twin${RUN}`, given: ["Ada"] }] }));
  await page.goto("/#/patients/new");
  await page.getByLabel("Given names").fill("Ada");
  await page.getByLabel("Family name").fill(`Twin${RUN}`);
  await page.getByLabel("Birth date").fill("1970-01-01");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Is it one of these?")).toBeVisible();
  await expect(page.getByRole("link", { name: `Ada Twin${RUN}` })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: `Ada Twin${RUN}`, level: 1 })).toBeVisible();
});

test("a patient who is gone, or never was, is said to be so", async ({ page }) => {
  await comeIn(page, "Clinician", "/#/patients");
  const id = `gone-${RUN}`;
  await store(page, patient(id));
  await told(page, "DELETE", `/fhir/R4/Patient/${id}`);
  await page.goto(`/#/patients/${id}`);
  await expect(page.getByText("No longer here")).toBeVisible();
  await expect(page.getByRole("link", { name: "Timeline" })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/#/patients/never-${RUN}`);
  await expect(page.getByText("It is not there, or you may not know of it.")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Parts of the record" })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/#/patients/never-${RUN}/edit`);
  await expect(page.getByText("It is not there, or you may not know of it.")).toBeVisible();
});
