import { describe, expect, it } from "vitest";
import { age, ageText, dateText, endOf, isDate, startOf } from "./dates";
import { Digits } from "./json";
import { humanName } from "./names";
import { conceptText, idOf, numberText, quantityText, rangeText, unitText } from "./values";

describe("names", () => {
  it("are those that somebody goes by", () => {
    const names = [
      { use: "maiden", family: "Bakker", given: ["Lotte"] },
      { use: "official", family: "Jansen", given: ["Lotte", "Marie"], prefix: ["Dr."] },
    ];
    expect(humanName(names)).toBe("Dr. Lotte Marie Jansen");
    const former = { use: "official", family: "Old", period: { end: "2001" } };
    expect(humanName([former, { use: "usual", text: "Lot" }])).toBe("Lot");
    expect(humanName([])).toBe("");
    expect(humanName(undefined)).toBe("");
  });
});

describe("dates", () => {
  it("are of a year, a month or a day that there is", () => {
    expect(["1980", "1980-02", "1980-02-29"].every(isDate)).toBe(true);
    expect(["80", "1980-13", "1981-02-29", "1980-2-1", "1980-02-29T00:00"].some(isDate)).toBe(
      false,
    );
  });

  it("begin and end as widely as they are meant", () => {
    expect([startOf("2012"), endOf("2012")]).toEqual([Date.UTC(2012, 0, 1), Date.UTC(2013, 0) - 1]);
    expect(endOf("2012-02")).toBe(Date.UTC(2012, 2, 1) - 1);
    expect(endOf("2012-02-28")).toBe(Date.UTC(2012, 1, 29) - 1);
    expect(startOf("2012-02-28T10:00:00+02:00")).toBe(Date.UTC(2012, 1, 28, 8));
    expect(startOf("whenever")).toBe(null);
  });

  it("are told no more exactly than they were given", () => {
    expect(dateText("2012", "en-GB")).toBe("2012");
    expect(dateText("2012-03", "en-GB")).toBe("March 2012");
    expect(dateText("2012-03-04", "en-GB")).toBe("4 Mar 2012");
    expect(dateText("whenever", "en-GB")).toBe("whenever");
  });
});

describe("ages", () => {
  const now = new Date(2026, 2, 10).getTime();
  it("are in whole years, and of the youngest in months and days", () => {
    expect(age("1980-03-10", now)).toEqual({ count: 46, unit: "year" });
    expect(age("1980-03-11", now)).toEqual({ count: 45, unit: "year" });
    expect(age("1980", now)).toEqual({ count: 46, unit: "year" });
    expect(age("2025-03-10", now)).toEqual({ count: 12, unit: "month" });
    expect(age("2026-03-03", now)).toEqual({ count: 7, unit: "day" });
    expect(age("2027", now)).toBe(null);
    expect(age(undefined, now)).toBe(null);
  });

  it("are said in the language of the page", () => {
    expect(ageText("1980-03-10", now, "en")).toBe("46 years");
    expect(ageText("1980-03-10", now, "nl")).toBe("46 jaar");
    expect(ageText("1980-03-10", now, "pt")).toBe("46 anos");
  });
});

describe("values", () => {
  it("keep the digits they were given", () => {
    expect(numberText(new Digits("19.0"), "en")).toBe("19.0");
    expect(numberText(new Digits("19.0"), "nl")).toBe("19,0");
    expect(numberText(1234.5, "en")).toBe("1,234.5");
    expect(numberText(new Digits("1e3"), "en")).toBe("1e3");
  });

  it("have units, comparators and ranges", () => {
    const pressure = { value: new Digits("19.0"), unit: "mm[Hg]", comparator: "<" };
    expect(quantityText(pressure, "en")).toBe("< 19.0 mmHg");
    expect(unitText({ code: "10*9/L" })).toBe("10*9/L");
    expect(quantityText({ value: new Digits("0.80"), code: "1" }, "en")).toBe("0.80");
    expect(rangeText({ low: { value: 10 }, high: { value: 21, unit: "mmHg" } }, "en")).toBe(
      "10 – 21 mmHg",
    );
    expect(rangeText({ high: { value: 5 } }, "en")).toBe("≤ 5");
  });

  it("are called as somebody has said", () => {
    expect(conceptText({ coding: [{ code: "1" }, { code: "2", display: "Two" }] })).toBe("Two");
    expect(conceptText({ text: "Own words", coding: [{ display: "Two" }] })).toBe("Own words");
    expect(conceptText({ coding: [{ code: "1" }] })).toBe("1");
    expect(conceptText(undefined)).toBe("");
  });

  it("refer by type and id", () => {
    expect(idOf({ reference: "Patient/a" }, "Patient")).toBe("a");
    expect(idOf({ reference: "Group/a" }, "Patient")).toBe(null);
  });
});
