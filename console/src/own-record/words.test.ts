import { expect, test } from "vitest";
import { daysOf, deedOf } from "./accesses";
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

const access = (at: string, operation: string, actor_id = "1", actor_name = "Ann") => ({
  at: `2026-11-${at}:00Z`,
  operation,
  outcome: "done",
  actor_kind: "user",
  actor_name,
  actor_id,
  interface: "console",
});

test("what the same one did again and again is one visit", () => {
  const [day] = daysOf(
    [
      access("30T12:10", "search_resources"),
      access("30T12:08", "search_resources"),
      access("30T12:07", "read_resource"),
      access("30T12:06", "read_resource", "2"),
      access("30T12:06", "read_resource", "3", "Ben"),
    ],
    "own",
  );
  expect(day?.others.map(({ who, count }) => [who, count])).toEqual([
    ["Ann", 2],
    ["Ann", 1],
    ["Ann", 1],
    ["Ben", 1],
  ]);
  expect(day?.others[0]).toMatchObject({
    from: "2026-11-30T12:08:00Z",
    until: "2026-11-30T12:10:00Z",
  });
  expect(deedOf("brand_new")).toBe("accesses.deed.other");
});

test("others stand apart from oneself, a day after the other, and waiting for an archive is no visit", () => {
  const days = daysOf(
    [
      access("30T12:10", "list_own_accesses", "own"),
      access("30T12:09", "read_resource"),
      access("30T12:08", "list_own_accesses", "own"),
      access("30T12:07", "find_export", "own"),
      access("30T12:06", "find_export"),
      access("12T12:06", "find_export", "own"),
      access("11T12:06", "export_subject", "own"),
    ],
    "own",
  );
  const told = days.map(({ others, own }) =>
    [others, own].map((visits) => visits.map(({ deed, count }) => [deed, count])),
  );
  expect(told).toEqual([
    [
      [
        ["accesses.deed.read", 1],
        ["accesses.deed.exportSeen", 1],
      ],
      [["accesses.deed.own", 2]],
    ],
    [[], [["accesses.deed.export", 1]]],
  ]);
});

test("whoever only looked at what was asked for is not said to have decided about it", () => {
  for (const looked of [
    "list_erasure_requests",
    "find_erasure_request",
    "list_corrections",
    "list_objections",
    "find_subject",
    "read_erasure_plan",
  ]) {
    expect(deedOf(looked)).toBe("accesses.deed.rights");
  }
  expect(deedOf("refuse_erasure_request")).toBe("accesses.deed.answer");
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
