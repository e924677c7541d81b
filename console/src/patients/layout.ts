// Where everything in a chart stands.

import { numberText } from "../fhir/values";
import { scaled, type TimeTicks, ticks, timeTicks } from "./scale";
import type { Line, Point } from "./series";

export const HEIGHT = 240;
export const ROOM = { top: 30, right: 16, bottom: 28 };
const WIDTH_OF_DIGIT = 7.5;

export type Place = (value: number) => number;

export interface Shown {
  x: Place;
  y: Place;
  left: number;
  values: { value: number; text: string }[];
  moments: TimeTicks;
}

/** Where everything stands. */
export function layout(
  lines: Line[],
  range: [number, number] | null,
  width: number,
  language: string,
): Shown {
  const points = lines.flatMap((line) => line.points);
  const bounds = lines.flatMap(({ low, high }) => [low, high]).filter((it) => it !== null);
  const all = [...points.map(({ value }) => value), ...bounds];
  const round = ticks(Math.min(...all), Math.max(...all), 4);
  const values = round.map((value) => ({ value, text: numberText(value, language) }));
  const left = Math.max(...values.map(({ text }) => text.length)) * WIDTH_OF_DIGIT + 14;
  const known = points.map(({ time }) => time);
  const [from, to] = range ?? widened(Math.min(...known), Math.max(...known));
  const room = Math.max(1, Math.floor((width - left) / 90));
  return {
    x: scaled([from, to], [left, width - ROOM.right]),
    y: scaled([round[0] ?? 0, round.at(-1) ?? 1], [HEIGHT - ROOM.bottom, ROOM.top]),
    left,
    values,
    moments: timeTicks(from, to, room),
  };
}

/** So that the first and last points do not stand on the edge, nor a single one in a corner. */
function widened(from: number, to: number): [number, number] {
  const around = (to - from) * 0.02 || 15 * 86_400_000;
  return [from - around, to + around];
}

export function pathOf(points: readonly Point[], x: Place, y: Place): string {
  return points
    .map(
      ({ time, value }, at) =>
        `${at === 0 ? "M" : "L"}${x(time).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join("");
}

export function timesOf(lines: readonly Line[]): number[] {
  const all = lines.flatMap(({ points }) => points.map(({ time }) => time));
  return [...new Set(all)].sort((a, b) => a - b);
}

export function nearest(places: readonly number[], place: number): number {
  return places.reduce(
    (best, it, at) => (Math.abs(it - place) < Math.abs((places[best] ?? 0) - place) ? at : best),
    0,
  );
}
