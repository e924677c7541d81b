import { expect, type Page, test } from "@playwright/test";
import { comeIn, joined, member, RUN, told } from "./clinic";
import { expectAccessible, open } from "./person";

const DEFINITION = {
  schema: {
    type: "object",
    required: ["mode", "level"],
    properties: {
      mode: { enum: ["auto", "manual"] },
      level: { type: "number", minimum: 0 },
      night: { type: "boolean" },
      note: { type: "string", maxLength: 200 },
      parts: { type: "array", items: { type: "string" } },
    },
    additionalProperties: false,
  },
  open: ["mode"],
  indexes: [{ name: "mode", type: "token", path: "mode" }],
};

/** Registers a type, as whoever sits at the page. */
const register = (page: Page, name: string) =>
  told(page, "POST", "/api/document-types", { name, definition: DEFINITION });

const store = async (page: Page, type: string, content: string) =>
  (await told<{ id: string }>(page, "POST", `/api/types/${type}`, content)).id;

const json = (page: Page) => page.getByRole("textbox", { name: "Content (JSON)" });

test("an administrator registers a type, and is told where its schema is wrong", async ({
  page,
}) => {
  await comeIn(page);
  await page.getByRole("link", { name: "Types" }).click();
  await expect(page.getByRole("heading", { name: "Types", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "New type" }).click();
  await page.getByLabel("Name", { exact: true }).fill("pump-setting");
  const schema = page.getByRole("textbox", { name: "JSON Schema" });
  await schema.fill('{\n  "type": "object"\n  "properties": {}\n}');
  await expect(
    page.getByText("Line 3, column 3: A comma or the closing bracket is missing here."),
  ).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Go there" }).click();
  await expect(schema).toBeFocused();
  await page.keyboard.type(", ");
  await expect(page.getByText(/Line \d/)).toHaveCount(0);

  await schema.fill('{"type": "number"}');
  await page.getByRole("button", { name: "Register it" }).click();
  await expect(page.getByRole("alert")).toContainText("a document is an object");
  await schema.fill(JSON.stringify(DEFINITION.schema));
  await page.getByRole("button", { name: "Tidy up" }).click();
  await page.getByRole("button", { name: "Add an index" }).click();
  await page.getByLabel("Index name").fill("mode");
  await page.getByLabel("Where it stands").fill("mode");
  await page.getByLabel("Says nothing about anybody").fill("mode");
  await page.getByRole("button", { name: "Register it" }).click();
  await expect(page.getByText(/^Version 1, /)).toBeVisible();
  // Whoever registers types sees none of their documents.
  await expect(page.getByRole("link", { name: "Documents" })).toHaveCount(0);
  await expectAccessible(page);

  await page.getByLabel("Says nothing about anybody").fill("mode\nnight");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByText(/^Version 2, /)).toBeVisible();
  await page.goto("/#/types/pump-setting");
  await expect(page.getByLabel("Says nothing about anybody")).toHaveValue("mode\nnight");
});

test("a document is written by fields and as JSON, keeps its digits, and is found and deleted", async ({
  page,
  browser,
}) => {
  const clinician = await member(browser, "Clinician");
  await comeIn(page);
  await register(page, "lamp-setting");
  await clinician.getByRole("link", { name: "Types" }).click();
  await clinician.getByRole("link", { name: "lamp-setting" }).click();
  await expect(clinician.getByText("There is no document of this type yet.")).toBeVisible();
  await clinician.getByRole("link", { name: "New document" }).click();
  await clinician.getByLabel("mode").selectOption("manual");
  await clinician.getByLabel("level").fill("1.00");
  await clinician.getByLabel("night").selectOption("Yes");
  await expect(clinician.getByText("Only as JSON: parts")).toBeVisible();
  await expectAccessible(clinician);
  await clinician.getByRole("button", { name: "Store it" }).click();
  await expect(clinician.getByText(/^Version 1, /)).toBeVisible();
  await expect(clinician.getByLabel("level")).toHaveValue("1.00");

  await clinician.getByRole("button", { name: "Write it as JSON" }).click();
  await expect(json(clinician)).toHaveValue(/"level": 1\.00/);
  await json(clinician).fill('{"mode": "manual", "level": -2.50, "beside": 1}');
  await clinician.getByRole("button", { name: "Save" }).click();
  await expect(clinician.getByRole("alert")).toContainText("The server says:");
  await expect(clinician.getByRole("alert")).toContainText("lamp-setting.level");
  await expectAccessible(clinician);
  await json(clinician).fill('{"mode": "manual", "level": 2.50}');
  await clinician.getByRole("link", { name: "Definition" }).click();
  await clinician
    .getByRole("dialog", { name: "Leave without saving?" })
    .getByRole("button", { name: "Stay here" })
    .click();
  await clinician.getByRole("button", { name: "Save" }).click();
  await expect(clinician.getByText("Saved.")).toBeVisible();
  await expect(clinician.getByText(/^Version 2, /)).toBeVisible();

  await clinician.getByRole("link", { name: "History" }).click();
  await clinician.getByText(/^Version 1, /).click();
  await expect(clinician.getByText('"level": 1.00')).toBeVisible();
  await expectAccessible(clinician);

  await clinician.getByRole("link", { name: "Documents" }).click();
  await clinician.getByLabel("Find by").selectOption("mode");
  await clinician.getByLabel("Value").fill("auto");
  await clinician.getByRole("button", { name: "Find" }).click();
  await expect(clinician.getByText("Nothing was found.")).toBeVisible();
  await clinician.getByLabel("Value").fill("manual");
  await clinician.getByRole("button", { name: "Find" }).click();
  const row = clinician.getByRole("row", { name: /level: 2\.50/ });
  await expectAccessible(clinician);
  await row.getByRole("link").click();
  await clinician.getByRole("button", { name: "Delete" }).click();
  await clinician.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(clinician.getByText("There is no document of this type yet.")).toBeVisible();
  await clinician.context().close();
});

test("a number is stored as it was typed, with a comma too, or not at all", async ({
  page,
  browser,
}) => {
  await comeIn(page);
  const type = `dose-${RUN}`;
  await register(page, type);
  const clinician = await joined(browser, "Ruud", "Clinician");
  const sent: string[] = [];
  clinician.on("request", (it) => it.method() === "POST" && sent.push(it.postData() ?? ""));
  await clinician.goto(`/#/types/${type}/new`);
  await clinician.getByLabel("mode").selectOption("manual");
  const level = clinician.getByLabel("level");
  const submit = clinician.getByRole("button", { name: "Store it" });
  // Typed, where the first digit is a number by itself; and pasted.
  for (const put of [() => level.pressSequentially("2,50"), () => level.fill("2,50")]) {
    await level.clear();
    await put();
    await expect(level).toHaveAttribute("aria-invalid", "true");
    await expect(clinician.getByText("This is no number. Write it like 2.50")).toBeVisible();
    await expect(submit).toHaveAccessibleDescription("Put right what is marked first.");
    await submit.click({ force: true });
    await level.press("Enter");
    await expect(clinician.getByRole("button", { name: "Write it as JSON" })).toHaveAttribute(
      "aria-disabled",
      "true",
    );
  }
  await expectAccessible(clinician);
  expect(sent).toEqual([]);

  await told(clinician, "PATCH", "/auth/account", { language: "nl" });
  const dutch = await (await browser.newContext({ locale: "nl-NL" })).newPage();
  await dutch.context().addCookies(await clinician.context().cookies());
  await open(dutch, `/#/types/${type}/new`);
  await dutch.getByLabel("mode").selectOption("manual");
  await dutch.getByLabel("level").fill("2.500");
  await expect(dutch.getByText("Schrijf het zoals 2,50")).toBeVisible();
  await dutch.getByLabel("level").fill("2,50");
  const stored = dutch.waitForRequest((it) => it.method() === "POST");
  await dutch.getByRole("button", { name: "Opslaan" }).click();
  expect((await stored).postData()).toContain('"level": 2.50');
  await expect(dutch.getByText(/^Versie 1, /)).toBeVisible();
  await expect(dutch.getByLabel("level")).toHaveValue("2,50");
  await dutch.context().close();
  await clinician.context().close();
});

test("two who change the same document lose nothing, and choose where they differ", async ({
  page,
  browser,
}) => {
  const clinician = await member(browser, "Clinician");
  await comeIn(page);
  await register(page, "bed-setting");
  const id = await store(clinician, "bed-setting", '{"mode":"auto","level":1.00,"note":"a"}');
  await clinician.goto(`/#/types/bed-setting/documents/${id}`);
  await clinician.getByLabel("level").fill("3.00");
  const path = `/api/types/bed-setting/${id}`;
  await told(clinician, "PUT", path, '{"mode":"manual","level":1.00,"note":"a"}');
  await clinician.getByRole("button", { name: "Save" }).click();
  await expect(clinician.getByText("Look at it and save again")).toBeVisible();
  await expect(clinician.getByLabel("mode")).toHaveValue("manual");
  await expect(clinician.getByLabel("level")).toHaveValue("3.00");
  await expectAccessible(clinician);
  await clinician.getByRole("button", { name: "Save" }).click();
  await expect(clinician.getByText("Saved.")).toBeVisible();
  await expect(clinician.getByText(/^Version 3, /)).toBeVisible();

  await clinician.getByLabel("note").fill("mine");
  await clinician.getByLabel("level").fill("5.50");
  await told(clinician, "PUT", path, '{"mode":"manual","level":7.70,"note":"theirs"}');
  await clinician.getByRole("button", { name: "Save" }).click();
  const clash = clinician.getByRole("region", { name: "Somebody else changed the same" });
  await expect(clash).toContainText("7.70");
  const together = clash.getByRole("button", { name: "Put both together" });
  await expect(together).toHaveAttribute("aria-disabled", "true");
  // What would be typed now would be in neither of the two.
  await expect(clinician.getByLabel("note", { exact: true })).toBeDisabled();
  await expectAccessible(clinician);
  await clash.getByRole("group", { name: "level" }).getByRole("radio", { name: "Theirs" }).check();
  await clash.getByRole("group", { name: "note" }).getByRole("radio", { name: "Yours" }).check();
  await together.click();
  await expect(clinician.getByLabel("level")).toHaveValue("7.70");
  await expect(clinician.getByLabel("note")).toHaveValue("mine");
  await clinician.getByRole("button", { name: "Save" }).click();
  await expect(clinician.getByText("Saved.")).toBeVisible();
  expect(await told(clinician, "GET", path)).toMatchObject({
    version: 5,
    content: { mode: "manual", level: 7.7, note: "mine" },
  });
  await clinician.context().close();
});

test("an analyst sees what is open and writes nothing, and a deleted document says so", async ({
  page,
  browser,
}) => {
  const analyst = await member(browser, "Analyst");
  await comeIn(page);
  await register(page, "door-setting");
  const clinician = await member(browser, "Clinician");
  const id = await store(clinician, "door-setting", '{"mode":"auto","level":1,"note":"secret"}');
  await analyst.goto("/#/types/door-setting");
  await analyst.getByRole("link", { name: id }).click();
  await expect(analyst.getByText('"mode": "auto"')).toBeVisible();
  await expect(analyst.getByText("secret")).toHaveCount(0);
  await expect(analyst.getByRole("button", { name: /Save|Delete/ })).toHaveCount(0);
  await expectAccessible(analyst);
  await analyst.goto("/#/types/door-setting/new");
  await expect(analyst.getByText("Not for your role")).toBeVisible();
  await told(clinician, "DELETE", `/api/types/door-setting/${id}`);
  await clinician.goto(`/#/types/door-setting/documents/${id}`);
  await expect(clinician.getByText("It is deleted")).toBeVisible();
  await clinician.getByRole("link", { name: "History" }).click();
  await expect(clinician.getByText("Deleted", { exact: true })).toBeVisible();
  await analyst.context().close();
  await clinician.context().close();
});
