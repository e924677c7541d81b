import { describe, expect, it } from "vitest";
import { parseJson } from "../fhir/json";
import type { Observation, Quantity } from "../fhir/types";
import { changeSince, kindsOf } from "./kinds";
import { scaled, ticks, timeTicks } from "./scale";
import { picturesOf } from "./series";

const observation = (id: string, more: object): Observation => ({
  resourceType: "Observation",
  id,
  status: "final",
  code: { text: "Weight" },
  ...more,
});
const kg = (value: number) => ({ value, unit: "kg", code: "kg" });

describe("scales", () => {
  it("place values, also where all are the same", () => {
    expect(scaled([0, 10], [100, 0])(2.5)).toBe(75);
    expect(scaled([5, 5], [0, 100])(5)).toBe(0);
  });

  it("have round values about all that is shown", () => {
    expect(ticks(12, 24, 4)).toEqual([10, 15, 20, 25]);
    expect(ticks(0.31, 0.42, 4)).toEqual([0.3, 0.35, 0.4, 0.45]);
    expect(ticks(-7, 3, 4)).toEqual([-7.5, -5, -2.5, 0, 2.5, 5]);
    expect(ticks(80, 80, 4)).toEqual([70, 75, 80, 85, 90]);
    expect(ticks(0, 0, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  it("have beginnings of years, months or days", () => {
    const at = (...parts: [number, number, number]) => new Date(...parts).getTime();
    const years = timeTicks(at(2016, 2, 1), at(2026, 2, 1), 6);
    expect(years.unit).toBe("year");
    expect(years.times.map((it) => new Date(it).getFullYear())).toEqual([
      2018, 2020, 2022, 2024, 2026,
    ]);
    const months = timeTicks(at(2025, 0, 12), at(2026, 3, 12), 6);
    expect(months).toEqual({
      unit: "month",
      times: [at(2025, 3, 1), at(2025, 6, 1), at(2025, 9, 1), at(2026, 0, 1), at(2026, 3, 1)],
    });
    expect(timeTicks(at(2026, 0, 1), at(2026, 0, 3), 6).times).toHaveLength(3);
  });
});

describe("kinds of observations", () => {
  it("are those with a coding in common, or with the same words", () => {
    const coded = (id: string, codes: string[], day: string) =>
      observation(id, {
        code: { coding: codes.map((code) => ({ system: "s", code })) },
        effectiveDateTime: day,
      });
    const kinds = kindsOf([
      coded("a", ["1"], "2026-01-01"),
      coded("b", ["2"], "2026-01-02"),
      coded("c", ["1", "2"], "2025-01-03"),
      observation("d", { effectiveDateTime: "2026" }),
      observation("e", { effectiveDateTime: "2025" }),
    ]);
    expect(kinds.map((kind) => kind.observations.map(({ id }) => id).join(""))).toEqual([
      "bac",
      "de",
    ]);
    expect(kinds[0]?.codings.sort()).toEqual(["s|1", "s|2"]);
  });

  it("change since the one before, as exactly as they were measured", () => {
    const [now, before] = parseJson('[{"value":19.0,"unit":"x"},{"value":20.50,"unit":"x"}]') as [
      Quantity,
      Quantity,
    ];
    const old = observation("a", { valueQuantity: before, effectiveDateTime: "2025" });
    expect(changeSince(observation("b", { valueQuantity: now }), old)).toEqual({
      text: "1.50",
      direction: "down",
      since: "2025",
    });
    const other = observation("c", { valueQuantity: { value: 1, unit: "y" } });
    expect(changeSince(other, old)).toBe(null);
    expect(changeSince(other, undefined)).toBe(null);
  });
});

describe("pictures", () => {
  it("never have two units", () => {
    const pictures = picturesOf([
      observation("a", { effectiveDateTime: "2024", valueQuantity: kg(80) }),
      observation("b", { effectiveDateTime: "2025", valueQuantity: { value: 170, unit: "lb" } }),
      observation("c", { effectiveDateTime: "2023", valueQuantity: kg(82) }),
    ]);
    expect(pictures.map(({ unit }) => unit)).toEqual(["lb", "kg"]);
    expect(pictures[1]?.lines[0]?.points.map(({ value }) => value)).toEqual([82, 80]);
  });

  it("have a line for each component, and the range that the newest gives", () => {
    const pressure = (day: string, high: number, low: number, most: number) =>
      observation(day, {
        effectiveDateTime: day,
        component: [
          {
            code: { text: "Systolic" },
            valueQuantity: { value: high, unit: "mmHg" },
            referenceRange: [{ high: { value: most, unit: "mmHg" } }],
          },
          { code: { text: "Diastolic" }, valueQuantity: { value: low, unit: "mmHg" } },
        ],
      });
    const [picture, ...others] = picturesOf([
      pressure("2026-01-02", 120, 80, 140),
      pressure("2026-01-01", 130, 85, 150),
    ]);
    expect(others).toEqual([]);
    expect(picture?.lines.map(({ name, high }) => [name, high])).toEqual([
      ["Systolic", 140],
      ["Diastolic", null],
    ]);
  });

  it("leave out what has no number or no time", () => {
    expect(
      picturesOf([
        observation("a", { valueQuantity: kg(80) }),
        observation("b", { effectiveDateTime: "2025", valueString: "much" }),
      ]),
    ).toEqual([]);
  });
});
