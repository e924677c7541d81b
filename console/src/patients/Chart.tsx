// Lines over time. What is read from it is said in words: by a pointer, by the arrow keys, and to screen readers.

import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { dateText } from "../fhir/dates";
import { numberText, quantityText } from "../fhir/values";
import { useLanguage } from "../messages";
import { whenOf } from "./kinds";
import { scaled, type TimeTicks, ticks, timeTicks } from "./scale";
import type { Line, Picture, Point } from "./series";

const HEIGHT = 240;
const ROOM = { top: 30, right: 16, bottom: 28 };
const WIDTH_OF_DIGIT = 7.5;
/** With less room than this for each, the points of a line would run into each other. */
const ROOM_OF_DOT = 9;

interface Props {
  picture: Picture;
  label: string;
  /** What is shown, in milliseconds; nothing for as long as there are points. */
  range: [number, number] | null;
}

export function Chart({ picture, label, range }: Props) {
  const { t, code } = useLanguage();
  const [box, width] = useWidth();
  const { lines, unit } = picture;
  const times = useMemo(() => timesOf(lines), [lines]);
  const [chosen, setChosen] = useState<number | null>(null);
  const last = times.length - 1;
  const at = Math.min(chosen ?? last, last);
  const time = times[at] ?? 0;
  const shown = useMemo(() => layout(lines, range, width, code), [lines, range, width, code]);
  const { x, y } = shown;
  const read = lines.flatMap((line) => {
    const point = line.points.find((it) => it.time === time);
    return point ? [{ line, point }] : [];
  });
  const reading = [
    dateText(read[0] && whenOf(read[0].point.observation), code),
    ...read.map(({ line, point }) =>
      [line.name, quantityText(point.quantity, code)].filter(Boolean).join(" "),
    ),
  ].join(" · ");
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const place = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setChosen(nearest(times.map(x), place));
  };
  const move = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      ArrowDown: at - 1,
      ArrowUp: at + 1,
      PageDown: at - 10,
      PageUp: at + 10,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(last, target)));
  };
  return (
    <div className="chart">
      <p className="reading">{reading}</p>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label={t("chart.label", { what: label })}
        aria-valuemin={1}
        aria-valuemax={times.length}
        aria-valuenow={at + 1}
        aria-valuetext={reading}
        onKeyDown={move}
      >
        {width > 0 && (
          <svg
            width={width}
            height={HEIGHT}
            aria-hidden="true"
            onPointerMove={follow}
            onPointerDown={follow}
          >
            {lines.map(({ key, low, high }) => (
              <Band key={key} low={low} high={high} shown={shown} width={width} />
            ))}
            <Axes shown={shown} width={width} />
            <line
              className="cursor"
              x1={x(time)}
              x2={x(time)}
              y1={ROOM.top}
              y2={HEIGHT - ROOM.bottom}
            />
            {lines.map((line, i) => (
              <g key={line.key} className={`line line-${i % 4}`}>
                <path d={pathOf(line.points, x, y)} />
                {line.points
                  .filter((it) => line.points.length * ROOM_OF_DOT < width || it.time === time)
                  .map((it) => (
                    <Dot
                      key={it.observation.id}
                      point={it}
                      square={i % 2 === 1}
                      isRead={it.time === time}
                      x={x}
                      y={y}
                    />
                  ))}
              </g>
            ))}
            {unit && (
              <text x={0} y={12}>
                {unit}
              </text>
            )}
          </svg>
        )}
      </div>
      <Legend lines={lines} unit={unit} />
    </div>
  );
}

type Place = (value: number) => number;

interface Shown {
  x: Place;
  y: Place;
  left: number;
  values: { value: number; text: string }[];
  moments: TimeTicks;
}

/** Where everything stands. */
function layout(lines: Line[], range: Props["range"], width: number, language: string): Shown {
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

function Axes({ shown, width }: { shown: Shown; width: number }) {
  const { code } = useLanguage();
  const { x, y, left, values, moments } = shown;
  const form = new Intl.DateTimeFormat(
    code,
    {
      year: { year: "numeric" } as const,
      month: { month: "short", year: "numeric" } as const,
      day: { day: "numeric", month: "short" } as const,
    }[moments.unit],
  );
  return (
    <g className="axes">
      {values.map(({ value, text }) => (
        <g key={value}>
          <line x1={left} x2={width - ROOM.right} y1={y(value)} y2={y(value)} />
          <text x={left - 8} y={y(value)} dy="0.35em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      {moments.times.map((time) => (
        <text key={time} x={x(time)} y={HEIGHT - 8} textAnchor="middle">
          {form.format(time)}
        </text>
      ))}
    </g>
  );
}

function Band(props: { low: number | null; high: number | null; shown: Shown; width: number }) {
  const { low, high, shown, width } = props;
  const { y, left } = shown;
  if (low === null && high === null) return null;
  const top = high === null ? ROOM.top : y(high);
  const bottom = low === null ? HEIGHT - ROOM.bottom : y(low);
  return (
    <rect
      className="band"
      x={left}
      width={Math.max(0, width - ROOM.right - left)}
      y={top}
      height={Math.max(0, bottom - top)}
    />
  );
}

interface DotProps {
  point: Point;
  square: boolean;
  isRead: boolean;
  x: Place;
  y: Place;
}

/** Lines differ by the form of their points too, for those who do not tell their colours apart. */
function Dot({ point, square, isRead, x, y }: DotProps) {
  const size = isRead ? 5.5 : 3.5;
  const [cx, cy] = [x(point.time), y(point.value)];
  if (!square) return <circle cx={cx} cy={cy} r={size} />;
  return <rect x={cx - size} y={cy - size} width={size * 2} height={size * 2} />;
}

function Legend({ lines, unit }: { lines: Line[]; unit: string }) {
  const { t, code } = useLanguage();
  const rangeOf = ({ low, high }: Line) => {
    const number = (it: number) => numberText(it, code);
    if (low !== null && high !== null) return `${number(low)} – ${number(high)} ${unit}`;
    if (low !== null) return `≥ ${number(low)} ${unit}`;
    return high === null ? "" : `≤ ${number(high)} ${unit}`;
  };
  const said = lines.some((line) => line.name || rangeOf(line));
  if (!said) return null;
  return (
    <ul className="legend">
      {lines.map((line, i) => (
        <li key={line.key}>
          <svg className={`line line-${i % 4}`} width="14" height="14" aria-hidden="true">
            {i % 2 === 1 ? (
              <rect x="3" y="3" width="8" height="8" />
            ) : (
              <circle cx="7" cy="7" r="4.5" />
            )}
          </svg>
          {line.name}
          {rangeOf(line) && (
            <span className="quiet">{t("chart.range", { range: rangeOf(line) })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function pathOf(points: readonly Point[], x: Place, y: Place): string {
  return points
    .map(
      ({ time, value }, at) =>
        `${at === 0 ? "M" : "L"}${x(time).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join("");
}

function timesOf(lines: readonly Line[]): number[] {
  const all = lines.flatMap(({ points }) => points.map(({ time }) => time));
  return [...new Set(all)].sort((a, b) => a - b);
}

function nearest(places: readonly number[], place: number): number {
  return places.reduce(
    (best, it, at) => (Math.abs(it - place) < Math.abs((places[best] ?? 0) - place) ? at : best),
    0,
  );
}

/** How wide an element is, also after the window has changed. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(entry?.contentRect.width ?? 0)),
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
