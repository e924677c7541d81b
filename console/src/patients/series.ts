// Observations of a kind as lines over time: one for each thing that was measured, and never two units in one picture.

import type { Decimal } from "../fhir/json";
import type { Measured, Observation, Quantity } from "../fhir/types";
import { conceptText, unitText } from "../fhir/values";
import { codingsOf, timeOf, unitKey } from "./kinds";

export interface Point {
  time: number;
  value: number;
  quantity: Quantity;
  observation: Observation;
}

export interface Line {
  key: string;
  /** Nothing where there is one line alone. */
  name: string;
  /** The oldest first. */
  points: Point[];
  /** What is said to be normal, by the newest that says so. */
  low: number | null;
  high: number | null;
}

export interface Picture {
  unit: string;
  lines: Line[];
}

/** The pictures of a kind, the one with the newest point first. */
export function picturesOf(observations: readonly Observation[]): Picture[] {
  const pictures = new Map<string, Picture>();
  for (const observation of observations) {
    const time = timeOf(observation);
    if (time === null) continue;
    for (const measured of [observation, ...(observation.component ?? [])]) {
      const quantity = measured.valueQuantity;
      const value = Number(quantity?.value);
      if (quantity?.value === undefined || !Number.isFinite(value)) continue;
      const picture = pictureOf(pictures, quantity);
      const line = lineOf(picture, observation, measured);
      line.points.push({ time, value, quantity, observation });
      const range = boundsOf(measured, quantity);
      line.low ??= range.low;
      line.high ??= range.high;
    }
  }
  const found = [...pictures.values()];
  for (const { lines } of found)
    for (const line of lines) line.points.sort((a, b) => a.time - b.time);
  const newest = ({ lines }: Picture) =>
    Math.max(...lines.map((it) => it.points.at(-1)?.time ?? 0));
  return found.sort((a, b) => newest(b) - newest(a));
}

function pictureOf(pictures: Map<string, Picture>, quantity: Quantity): Picture {
  const key = unitKey(quantity);
  const known = pictures.get(key);
  if (known) return known;
  const made = { unit: unitText(quantity), lines: [] };
  pictures.set(key, made);
  return made;
}

function lineOf(picture: Picture, observation: Observation, measured: Measured): Line {
  const isWhole = measured === observation;
  const key = isWhole ? "" : (codingsOf(measured.code)[0] ?? conceptText(measured.code));
  const known = picture.lines.find((it) => it.key === key);
  if (known) return known;
  const name = isWhole ? "" : conceptText(measured.code);
  const made: Line = { key, name, points: [], low: null, high: null };
  picture.lines.push(made);
  return made;
}

/** The range that is meant for most, in the unit of the value; a range for some alone has a type that says so. */
function boundsOf(measured: Measured, quantity: Quantity) {
  const ranges = measured.referenceRange ?? [];
  const range = ranges.find(({ type }) => !type || type.coding?.[0]?.code === "normal");
  const bound = (it: (Quantity & { value?: Decimal }) | undefined) =>
    it?.value !== undefined && (!unitKey(it) || sameUnit(it, quantity)) ? Number(it.value) : null;
  return { low: bound(range?.low), high: bound(range?.high) };
}

const sameUnit = (one: Quantity, other: Quantity) =>
  unitKey(one) === unitKey(other) || unitText(one) === unitText(other);
