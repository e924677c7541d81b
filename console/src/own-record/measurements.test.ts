import { expect, test } from "vitest";
import { parseJson } from "../fhir/json";
import type { Observation } from "../fhir/types";
import { kindsOf } from "./measurements";

const observation = (json: string) =>
  parseJson(`{"resourceType":"Observation","status":"final",${json}}`) as Observation;
const kinds = (...observations: Observation[]) => kindsOf("en", observations, "unnamed");

test("values of one code are one kind, and the newest stands to the one before", () => {
  const code = '"code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]}';
  const [kind, ...others] = kinds(
    observation(`${code},"valueQuantity":{"value":72.0,"unit":"/min"}`),
    observation(`${code},"valueQuantity":{"value":80,"unit":"/min"}`),
  );
  expect(others).toEqual([]);
  expect(kind?.trend).toBe("lower");
  expect(kind?.measurements.map(({ text }) => text)).toEqual(["72.0 /min", "80 /min"]);
});

test("a blood pressure is written as people say it", () => {
  const part = (name: string, value: number) =>
    `{"code":{"text":"${name}"},"valueQuantity":{"value":${value},"unit":"mmHg"}}`;
  const [kind] = kinds(
    observation(
      `"code":{"text":"Blood pressure"},"component":[${part("high", 120)},${part("low", 80)}]`,
    ),
  );
  expect(kind?.measurements[0]?.text).toBe("120/80 mmHg");
  expect(kind?.trend).toBeNull();
  const halves = observation(`"code":{"text":"x"},"component":[${part("a", 1.5)},${part("b", 2)}]`);
  expect(kindsOf("nl", [halves], "")[0]?.measurements[0]?.text).toBe("1,5/2 mmHg");
});

test("a value stands above or below only what was recorded as usual, in the same unit", () => {
  const standing = (rest: string) =>
    kinds(observation(`"code":{"text":"x"},"valueQuantity":{"value":9,"unit":"L"},${rest}`))[0]
      ?.measurements[0]?.standing;
  expect(standing('"referenceRange":[{"high":{"value":5,"unit":"L"}}]')).toBe("above");
  expect(standing('"referenceRange":[{"low":{"value":5,"unit":"L"}}]')).toBe("within");
  expect(standing('"referenceRange":[{"high":{"value":5,"unit":"mL"}}]')).toBeNull();
  expect(standing('"interpretation":[{"coding":[{"code":"L"}]}]')).toBe("below");
  expect(standing('"note":[]')).toBeNull();
});

test("what has no value is not shown", () => {
  expect(kinds(observation('"code":{"text":"x"}'))).toEqual([]);
});
