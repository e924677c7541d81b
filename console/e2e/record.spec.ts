import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { make, member, named, told } from "./clinic";
import { expectAccessible } from "./person";

test.describe.configure({ mode: "serial" });

let admin: Page;
let clinician: Page;
let id: string;

test.beforeAll(async ({ browser }) => {
  admin = await member(browser, "Administrator");
  clinician = await member(browser, "Clinician");
  // Nothing in a record may do anything in a browser.
  clinician.on("dialog", () => {
    throw new Error("something in a record has run");
  });
  id = await make(clinician, named("Kestrel"));
});

test.afterAll(async () => {
  for (const page of [admin, clinician]) await page?.context().close();
});

interface Given {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

async function add(page: Page, file: Given) {
  await page.goto(`/#/patients/${id}/documents`);
  await page.getByRole("button", { name: "Add a document" }).click();
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Add it" }).click();
}

async function download(page: Page, name: string | RegExp) {
  const button = page.getByRole("button", { name });
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), content: readFileSync(await file.path()) };
}

/** A document that names a Binary of any type, whatever it says of it. */
async function name(attachment: object, title: string) {
  await make(clinician, {
    resourceType: "DocumentReference",
    status: "current",
    subject: { reference: `Patient/${id}` },
    date: "2026-11-01T10:00:00Z",
    content: [{ attachment: { ...attachment, title } }],
  });
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

test("a letter is added, looked at and saved under its name", async () => {
  await clinician.goto(`/#/patients/${id}/documents`);
  await expect(clinician.getByText("No document yet.")).toBeVisible();
  await expectAccessible(clinician);
  await clinician.getByRole("button", { name: "Add a document" }).click();
  await expect(clinician.getByText("Choose a file first.")).toBeVisible();
  await expectAccessible(clinician);
  const text = "Dear colleague,\nthe knee is well again.";
  await clinician
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await clinician.getByLabel("Kind").fill("Letter");
  await clinician.getByRole("button", { name: "Add it" }).click();
  const line = clinician.getByRole("listitem").filter({ hasText: "letter.txt" });
  await expect(line).toContainText("Letter");
  await expect(line).toContainText("39 bytes");
  await clinician.getByRole("button", { name: "Look at letter.txt" }).click();
  await expect(clinician.getByRole("textbox", { name: "letter.txt" })).toHaveValue(text);
  await expectAccessible(clinician);
  await clinician.getByRole("button", { name: "Close" }).click();
  const saved = await download(clinician, "Download letter.txt");
  expect([saved.name, saved.content.toString()]).toEqual(["letter.txt", text]);
});

test("what was sent before a connection was lost is not sent again", async () => {
  const size = 9 * 1024 * 1024;
  const sent: string[] = [];
  let away = true;
  await clinician.route("**/api/uploads/*?offset=*", async (route) => {
    const offset = new URL(route.request().url()).searchParams.get("offset") ?? "";
    if (away && offset !== "0") return route.abort("connectionfailed");
    sent.push(offset);
    return route.continue();
  });
  const buffer = Buffer.alloc(size, "ab");
  await add(clinician, { name: "scan.dcm", mimeType: "application/dicom", buffer });
  await expect(clinician.getByRole("alert")).toContainText("The connection was lost.");
  await expect(clinician.getByRole("progressbar")).toHaveAttribute("value", "4194304");
  await expectAccessible(clinician);
  away = false;
  await clinician.getByRole("button", { name: "Go on" }).click();
  await expect(clinician.getByRole("button", { name: "Download scan.dcm" })).toBeVisible();
  expect(sent).toEqual(["0", "4194304", "8388608"]);
  await clinician.unroute("**/api/uploads/*?offset=*");
  await expect(clinician.getByRole("button", { name: "Look at scan.dcm" })).toHaveCount(0);
  const saved = await download(clinician, "Download scan.dcm");
  expect(saved.content.equals(buffer)).toBe(true);
});

test("an upload that is given up leaves nothing on the server", async () => {
  await clinician.route("**/api/uploads/*?offset=*", (route) => route.abort("connectionfailed"));
  await add(clinician, { name: "no.txt", mimeType: "text/plain", buffer: Buffer.from("no") });
  await expect(clinician.getByText("0 bytes of 2 bytes")).toBeVisible();
  const given = clinician.waitForResponse((it) => it.request().method() === "DELETE");
  await clinician.getByRole("button", { name: "Close" }).click();
  expect((await given).status()).toBe(204);
  await clinician.unroute("**/api/uploads/*?offset=*");
});

test("a picture that could be a page is only saved, and by a name that deceives nobody", async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>';
  const deceiving = "x\u202Egnp.<img src=x onerror=alert(3)>";
  await add(clinician, { name: deceiving, mimeType: "image/svg+xml", buffer: Buffer.from(svg) });
  const shown = "xgnp.<img src=x onerror=alert(3)>";
  await expect(clinician.getByText(shown)).toBeVisible();
  await expect(clinician.getByRole("button", { name: `Look at ${shown}` })).toHaveCount(0);
  const saved = await download(clinician, `Download ${shown}`);
  expect(saved.name).toBe("xgnp._img src=x onerror=alert(3)_.svg");
  expect(saved.content.toString()).toBe(svg);
  await expectAccessible(clinician);
});

test("what is not what it says, or lies elsewhere, is neither shown nor fetched", async () => {
  const page = "<html><script>alert(4)</script></html>";
  await name({ contentType: "image/png", data: base64(page) }, "page as a picture");
  await name({ contentType: "application/pdf", data: base64(page) }, "page as a PDF");
  const stored = await make(clinician, {
    resourceType: "Binary",
    contentType: "text/html",
    data: base64(page),
    securityContext: { reference: `Patient/${id}` },
  });
  await name({ contentType: "text/plain", url: `Binary/${stored}` }, "page as a text");
  await name({ contentType: "image/png", url: "javascript:alert(5)" }, "a script");
  await name({ contentType: "image/png", url: "https://evil.example/x.png" }, "far away");
  const asked: string[] = [];
  clinician.on("request", (request) => asked.push(request.url()));
  await clinician.reload();
  for (const title of ["page as a picture", "page as a PDF"]) {
    await clinician.getByRole("button", { name: `Look at ${title}` }).click();
    await expect(clinician.getByText("This is not what its type says")).toBeVisible();
    await clinician.getByRole("button", { name: "Close" }).click();
  }
  await clinician.getByRole("button", { name: "Look at page as a text" }).click();
  await expect(clinician.getByText("This kind of file is not shown here")).toBeVisible();
  await expectAccessible(clinician);
  await clinician.getByRole("button", { name: "Close" }).click();
  await expect(clinician.getByText("Kept elsewhere: evil.example")).toBeVisible();
  await expect(clinician.getByText("Kept elsewhere: javascript:alert(5)")).toBeVisible();
  expect(asked.filter((url) => url.includes("evil"))).toEqual([]);
  const saved = await download(clinician, "Download page as a text");
  expect(saved.name).toBe("page as a text.html");
});

test("a picture and a PDF of a report are looked at", async () => {
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await make(clinician, {
    resourceType: "DiagnosticReport",
    status: "final",
    code: { text: "Knee, from two sides" },
    subject: { reference: `Patient/${id}` },
    presentedForm: [
      { contentType: "image/png", data: pixel, title: "from the left" },
      { contentType: "application/pdf", data: base64(PDF), title: "what was found" },
    ],
  });
  await clinician.reload();
  const reports = clinician.getByRole("region", { name: "Reports" });
  await expect(reports).toContainText("Knee, from two sides");
  await reports.getByRole("button", { name: "Look at from the left" }).click();
  const picture = clinician.getByRole("img", { name: "from the left" });
  await expect(picture).toHaveJSProperty("naturalWidth", 1);
  // A small one is drawn larger, and as large as somebody wants.
  await expect(picture).toHaveJSProperty("width", 8);
  await clinician.getByLabel("Size", { exact: true }).selectOption("200%");
  await expect(picture).toHaveJSProperty("width", 2);
  await expectAccessible(clinician);
  await clinician.getByRole("button", { name: "Close" }).click();
  await reports.getByRole("button", { name: "Look at what was found" }).click();
  await expect(clinician.getByTitle("what was found")).toHaveAttribute("src", /^blob:/);
  await clinician.getByRole("button", { name: "Close" }).click();
  await expectAccessible(clinician);
});

test("whoever may not see a record sees no document of it", async ({ browser }) => {
  await admin.goto(`/#/patients/${id}/documents`);
  await expect(admin.getByText("Not for your role").first()).toBeVisible();
  await expect(admin.getByRole("button", { name: "Add a document" })).toHaveCount(0);
  await expectAccessible(admin);
  const analyst = await member(browser, "Analyst");
  await analyst.goto(`/#/patients/${id}/documents`);
  await expect(analyst.getByRole("status").filter({ hasText: "Loading" })).toHaveCount(0);
  await expect(analyst.getByRole("button", { name: /Look at|Download|Add/ })).toHaveCount(0);
  await expectAccessible(analyst);
  await analyst.context().close();
  expect(await told(admin, "GET", `/api/subjects/${id}`)).toMatchObject({ id });
});

const PDF = `%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
trailer << /Root 1 0 R >>
%%EOF
`;
