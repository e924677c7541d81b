import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { comeIn, joined, make, member, subject, told } from "./clinic";
import { expectAccessible } from "./person";

/** What a clinician has written down of somebody. */
const RECORD = [
  {
    resourceType: "Condition",
    code: { text: "Asthma" },
    clinicalStatus: { coding: [{ code: "active" }] },
    onsetDateTime: "2014",
  },
  {
    resourceType: "Condition",
    code: { text: "Written down by mistake" },
    verificationStatus: { coding: [{ code: "entered-in-error" }] },
  },
  {
    resourceType: "MedicationRequest",
    status: "active",
    intent: "order",
    medicationCodeableConcept: { text: "Budesonide" },
    dosageInstruction: [{ text: "Two puffs in the morning." }],
  },
  {
    resourceType: "DocumentReference",
    status: "current",
    description: "Letter to your doctor",
    date: "2026-02-03T10:00:00Z",
    content: [{ attachment: { contentType: "text/plain", data: "RGVhciBjb2xsZWFndWU=" } }],
  },
];
const VALUES = [
  ["2026-01-05", "3.10"],
  ["2026-03-05", "3.70"],
];

test.describe.configure({ mode: "serial" });

let own: Page;

/** Writes down what is known of somebody, and gives their id. */
async function write(clinician: Page): Promise<string> {
  const id = await make(clinician, {
    resourceType: "Patient",
    name: [{ given: ["Nora"], family: "Example" }],
    birthDate: "1988-08-10",
    gender: "female",
  });
  for (const it of RECORD) await make(clinician, { ...it, ...subject(id) });
  for (const [day, value] of VALUES) {
    const body = JSON.stringify({
      resourceType: "Observation",
      status: "final",
      code: { text: "Forced vital capacity" },
      effectiveDateTime: `${day}T09:00:00Z`,
      valueQuantity: { value: 0.25, unit: "L" },
      referenceRange: [{ low: { value: 3.5, unit: "L" } }],
      ...subject(id),
    });
    // Written as it is here, so that the digits reach the server.
    await told(clinician, "POST", "/fhir/R4/Observation", body.replace("0.25", String(value)));
  }
  return id;
}

test.beforeAll(async ({ browser }) => {
  const clinician = await member(browser, "Clinician");
  const patient = await write(clinician);
  await clinician.context().close();
  own = await joined(browser, "Nora", "Patient", { patient });
});

test.beforeEach(async () => {
  await own.goto("/#/record");
});

test.afterAll(() => own?.context().close());

test("a patient reads their own record in plain words, and finds nothing else", async () => {
  const navigation = own.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link")).toHaveText(["My record", "Account"]);
  await expect(own.getByRole("region", { name: "Who you are" })).toContainText("Nora Example");
  await expect(own.getByText("10 August 1988")).toBeVisible();
  const conditions = own.getByRole("region", { name: "What you have, or had" });
  await expect(conditions.getByRole("listitem")).toHaveText(/Asthma.*since 2014.*Now/);
  const medications = own.getByRole("region", { name: "What you take" });
  await expect(medications).toContainText("Two puffs in the morning.");
  const measured = own.getByRole("region", { name: "What was measured" });
  await expect(measured).toContainText("3.70 L");
  await expect(measured).toContainText("higher than 3.10 L before");
  await measured.getByText("All 2 values").click();
  await expect(measured.getByText("below the usual")).toBeVisible();
  await expectAccessible(own);

  const saved = own.waitForEvent("download");
  await own.getByRole("button", { name: "Save Letter to your doctor" }).click();
  expect((await saved).suggestedFilename()).toBe("Letter to your doctor.txt");
  expect(readFileSync(await (await saved).path(), "utf8")).toBe("Dear colleague");

  await own.goto("/#/people");
  await expect(own.getByText("Not for your role")).toBeVisible();
  await own.goto("/#/account");
  await expect(own.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
});

test("a patient sees who looked, and what they did", async () => {
  await own.getByRole("link", { name: "Who looked" }).click();
  const list = own.getByRole("region", { name: "Who looked" });
  await expect(
    list.getByRole("listitem").filter({ hasText: "wrote something new into your record" }).first(),
  ).toContainText("Clinician Example");
  // What one did oneself is folded, so that nobody else is lost among it.
  await expect(list.getByText("searched, and found something of yours").first()).toBeHidden();
  await expectAccessible(own);
  await list.getByText(/^What you did yourself/).click();
  await expect(list.getByText("searched, and found something of yours").first()).toBeVisible();
  await expectAccessible(own);
});

test("a patient takes their record away as a file, with every digit, and as a sealed archive", async ({
  browser,
}) => {
  await own.getByRole("link", { name: "Take it with you" }).click();
  await expectAccessible(own);
  const saving = own.waitForEvent("download");
  await own.getByRole("button", { name: "Save the file" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/^my-record-\d{4}-\d\d-\d\d\.json$/);
  const text = readFileSync(await saved.path(), "utf8");
  expect(text).toContain('"value":3.10');
  const types = JSON.parse(text).entry.map(
    ({ resource }: { resource: { resourceType: string } }) => resource.resourceType,
  );
  expect(types.filter((type: string) => type === "Observation")).toHaveLength(2);
  expect(types).toContain("Patient");
  await expect(own.getByText("The file is in your downloads")).toBeVisible();

  const passphrase = own.getByRole("textbox", { name: "A passphrase for the archive" });
  await passphrase.fill("too short");
  await own.getByRole("button", { name: "Make the archive" }).click();
  await expect(own.getByText("At least 12 characters, please.")).toBeVisible();
  await passphrase.fill("four lamps at the harbour");
  await own.getByRole("button", { name: "Make the archive" }).click();
  await expect(own.getByText("Your archive is ready.")).toBeVisible({ timeout: 60_000 });
  await own.reload();
  await expect(own.getByText("Your archive is ready.")).toBeVisible();
  await expectAccessible(own);
  const archive = own.waitForEvent("download");
  await own.getByRole("link", { name: "Save the archive" }).click();
  const sealed = readFileSync(await (await archive).path());
  expect(sealed.subarray(0, 21).toString()).toBe("age-encryption.org/v1");
  // Whoever sees to people's rights finds it, and is told that it is not for them.
  const clinic = await member(browser, "Administrator", "/#/data/exports");
  const line = clinic.getByRole("listitem").filter({ hasText: "by Nora Example" }).first();
  await expect(line).toContainText("Sealed for whom Nora Example chose. Nobody else can open it.");
  await clinic.context().close();
});

test("a patient says what is wrong and asks to be erased, and finds the answer", async ({
  browser,
}) => {
  await own.getByRole("link", { name: "Correct or erase it" }).click();
  const wrong = own.getByRole("region", { name: "Have something put right" });
  await wrong.getByLabel("What is wrong, and what would be right").fill("I was born in 1989.");
  await wrong.getByRole("button", { name: "Send" }).click();
  await expect(wrong.getByRole("listitem")).toContainText("I was born in 1989.");
  const wish = own.getByRole("region", { name: "Have your record erased" });
  const [button, field] = await Promise.all([
    wish.getByRole("button", { name: "Ask to be erased" }).boundingBox(),
    wish.getByLabel("Why, if you want to say").boundingBox(),
  ]);
  expect(button?.width).toBeLessThan((field?.width ?? 0) / 2);
  await wish.getByLabel("Why, if you want to say").fill("I am moving away.");
  await wish.getByRole("button", { name: "Ask to be erased" }).click();
  await expect(wish.getByText("You asked for it on")).toBeVisible();
  await expect(wish).toBeFocused();
  await expectAccessible(own);

  const officer = await member(browser, "Privacy officer");
  const said = /^Look at it: .+ says? that something is wrong in their record$/;
  await officer.getByRole("link", { name: said }).click();
  const open = officer.getByRole("region", { name: "Said to be wrong" });
  await expect(open).toContainText("I was born in 1989.");
  await expectAccessible(officer);
  await officer.getByRole("link", { name: "Home" }).click();
  await officer.getByRole("link", { name: /^Look at it: .+ wants? to be erased$/ }).click();
  const waiting = officer.getByRole("region", { name: "Waiting for an answer" });
  await expect(waiting).toContainText("I am moving away.");
  await expectAccessible(officer);
  await waiting.getByRole("link").click();
  await expect(officer.getByRole("region", { name: "Corrections" })).toContainText("1989");
  const asked = officer.getByRole("region", { name: "Wants to be erased" });
  await expect(asked.getByRole("link", { name: "See to it" })).toBeVisible();
  await asked.getByRole("button", { name: "Refuse" }).click();
  const dialog = officer.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("The law wants it kept for ten years.");
  await dialog.getByRole("button", { name: "Refuse" }).click();
  await expect(asked).toContainText("ten years");
  await officer.context().close();

  // Whoever opened their home has looked at it, and decided nothing; whoever refused it has.
  await own.goto("/#/record/accesses");
  const visits = own.getByRole("region", { name: "Who looked" }).getByRole("listitem");
  const theirs = visits.filter({ hasText: "Privacy officer Example" });
  await expect(theirs.filter({ hasText: "looked at what you have asked for" })).not.toHaveCount(0);
  await expect(theirs.filter({ hasText: "answered your wish to be erased" })).toHaveCount(1);
  await own.goto("/#/record/rights");

  await own.reload();
  await expect(wish.getByText("The law wants it kept for ten years.")).toBeVisible();
  await wish.getByRole("button", { name: "Ask to be erased" }).click();
  await wish.getByRole("button", { name: "I want to stay after all" }).click();
  await expect(wish.getByRole("button", { name: "Ask to be erased" })).toBeVisible();
  await expectAccessible(own);
});

test("whoever works at the clinic has no record of their own here", async ({ page: clinician }) => {
  await comeIn(clinician, "Clinician");
  await expect(clinician.getByRole("link", { name: "My record" })).toHaveCount(0);
  await clinician.goto("/#/record");
  await expect(clinician.getByText("Not for your role")).toBeVisible();
});
