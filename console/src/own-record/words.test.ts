import { expect, test } from "vitest";
import { deedOf, visitsOf } from "./accesses";
import { binaryOf, fileName, isHere } from "./attachment";
import { ageAt, dayText, quantityText } from "./words";

test("as much of a day is said as is known", () => {
  expect(dayText("en", "2014")).toBe("2014");
  expect(dayText("en", "2014-05")).toBe("May 2014");
  expect(dayText("nl", "2014-05-09")).toBe("9 mei 2014");
  expect(dayText("en", "long ago")).toBe("long ago");
});

test("years are whole ones, and none of a day that is not known", () => {
  const now = new Date(2026, 10, 30);
  expect(ageAt("1988-11-30", now)).toBe(38);
  expect(ageAt("1988-12-01", now)).toBe(37);
  expect(ageAt("1988", now)).toBeNull();
});

test("a number has the decimal sign of the language", () => {
  expect(quantityText("nl", { value: 1.5, unit: "L" })).toBe("1,5 L");
  expect(quantityText("en", { comparator: "<", value: 5, unit: "mg" })).toBe("<5 mg");
});

test("what the same one did again and again is one visit", () => {
  const access = (at: string, operation: string, actor_name = "Ann", actor_id = "1") => ({
    at: `2026-11-30T${at}:00Z`,
    operation,
    outcome: "done",
    actor_kind: "user",
    actor_name,
    actor_id,
    interface: "console",
  });
  const visits = visitsOf([
    access("12:10", "search_resources"),
    access("12:08", "search_resources"),
    access("12:07", "read_resource"),
    access("12:06", "read_resource", "Ann", "2"),
    access("12:06", "read_resource", "Ben", "3"),
  ]);
  expect(visits.map(({ who, count }) => [who, count])).toEqual([
    ["Ann", 2],
    ["Ann", 1],
    ["Ann", 1],
    ["Ben", 1],
  ]);
  expect(visits[0]).toMatchObject({ from: "2026-11-30T12:08:00Z", until: "2026-11-30T12:10:00Z" });
  expect(deedOf("brand_new")).toBe("accesses.deed.other");
});

test("a document is fetched from this server, and from nowhere else", () => {
  expect(binaryOf("Binary/b-1")).toBe("b-1");
  expect(binaryOf(`${window.location.origin}/fhir/R4/Binary/b-1`)).toBe("b-1");
  expect(isHere({ url: "https://elsewhere.example/fhir/R4/Binary/b-1" })).toBe(false);
  expect(isHere({ data: "" })).toBe(true);
});

test("a file has a name that no system runs", () => {
  expect(fileName("../Letter: <b>", { contentType: "text/html" })).toBe("Letter b.bin");
  expect(fileName("Scan", { contentType: "application/pdf; x=y" })).toBe("Scan.pdf");
});
