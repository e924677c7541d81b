// From values to places in a picture, and the round values that stand on its axes.

/** A linear scale. */
export function scaled(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
) {
  const size = to - from || 1;
  return (value: number) => start + ((value - from) / size) * (end - start);
}

/** Round values about as many as wanted, the first and last of which enclose all. */
export function ticks(least: number, most: number, wanted: number): number[] {
  if (least === most) {
    const around = Math.abs(most) / 10 || 1;
    return ticks(least - around, most + around, wanted);
  }
  const span = most - least;
  const rough = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((it) => it * power >= rough) ?? 10);
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)];
  const places = Math.max(0, 1 - Math.floor(Math.log10(step)));
  return Array.from({ length: Math.max(2, last - first + 1) }, (_, at) =>
    Number(((first + at) * step).toFixed(places)),
  );
}

export interface TimeTicks {
  unit: "year" | "month" | "day";
  times: number[];
}

const DAY = 86_400_000;
const STEPS: { unit: TimeTicks["unit"]; count: number; length: number }[] = [
  { unit: "day", count: 1, length: DAY },
  { unit: "day", count: 2, length: 2 * DAY },
  { unit: "day", count: 7, length: 7 * DAY },
  { unit: "month", count: 1, length: 30.4 * DAY },
  { unit: "month", count: 3, length: 91 * DAY },
  { unit: "month", count: 6, length: 182 * DAY },
  { unit: "year", count: 1, length: 365 * DAY },
  { unit: "year", count: 2, length: 730 * DAY },
  { unit: "year", count: 5, length: 1826 * DAY },
  { unit: "year", count: 10, length: 3652 * DAY },
  { unit: "year", count: 20, length: 7305 * DAY },
];

/** Beginnings of days, months or years between two moments, as many as there is room for. */
export function timeTicks(from: number, to: number, most: number): TimeTicks {
  const { unit, count } = STEPS.find(({ length }) => (to - from) / length <= most) ?? {
    unit: "year" as const,
    count: 50,
  };
  const times: number[] = [];
  const start = new Date(from);
  const [year, month, day] = [start.getFullYear(), start.getMonth(), start.getDate()];
  for (let at = 0; times.length <= most + 1; at += 1) {
    const moment = {
      year: () => new Date(Math.floor(year / count) * count + at * count, 0, 1),
      month: () => new Date(year, Math.floor(month / count) * count + at * count, 1),
      day: () => new Date(year, month, day + at * count),
    }
      [unit]()
      .getTime();
    if (moment > to) break;
    if (moment >= from) times.push(moment);
  }
  return { unit, times };
}
