// What a chart is put together from: axes, bands of what is normal, points, and what they mean.

import { numberText } from "../fhir/values";
import { useLanguage } from "../messages";
import { HEIGHT, type Place, ROOM, type Shown } from "./layout";
import type { Line, Point } from "./series";

export function Axes({ shown, width }: { shown: Shown; width: number }) {
  const { locale } = useLanguage();
  const { x, y, left, values, moments } = shown;
  const form = new Intl.DateTimeFormat(
    locale,
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

export function Band(props: {
  low: number | null;
  high: number | null;
  shown: Shown;
  width: number;
}) {
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
export function Dot({ point, square, isRead, x, y }: DotProps) {
  const size = isRead ? 5.5 : 3.5;
  const [cx, cy] = [x(point.time), y(point.value)];
  if (!square) return <circle cx={cx} cy={cy} r={size} />;
  return <rect x={cx - size} y={cy - size} width={size * 2} height={size * 2} />;
}

export function Legend({ lines, unit }: { lines: Line[]; unit: string }) {
  const { t, locale } = useLanguage();
  const rangeOf = ({ low, high }: Line) => {
    const number = (it: number) => numberText(it, locale);
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
