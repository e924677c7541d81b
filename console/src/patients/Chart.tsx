// Lines over time. What is read from it is said in words: by a pointer, by the arrow keys, and to screen readers.

import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from "react";
import { dateText } from "../fhir/dates";
import { quantityText } from "../fhir/values";
import { useLanguage } from "../messages";
import { Axes, Band, Dot, Legend } from "./ChartParts";
import { whenOf } from "./kinds";
import { HEIGHT, layout, nearest, pathOf, ROOM, timesOf } from "./layout";
import type { Picture } from "./series";

/** With less room than this for each, the points of a line would run into each other. */
const ROOM_OF_DOT = 9;

interface Props {
  picture: Picture;
  label: string;
  /** What is shown, in milliseconds; nothing for as long as there are points. */
  range: [number, number] | null;
}

export function Chart({ picture, label, range }: Props) {
  const { t, locale } = useLanguage();
  const [box, width] = useWidth();
  const { lines, unit } = picture;
  const times = useMemo(() => timesOf(lines), [lines]);
  const [chosen, setChosen] = useState<number | null>(null);
  const last = times.length - 1;
  const at = Math.min(chosen ?? last, last);
  const time = times[at] ?? 0;
  const shown = useMemo(() => layout(lines, range, width, locale), [lines, range, width, locale]);
  const { x, y } = shown;
  const read = lines.flatMap((line) => {
    const point = line.points.find((it) => it.time === time);
    return point ? [{ line, point }] : [];
  });
  const reading = [
    dateText(read[0] && whenOf(read[0].point.observation), locale),
    ...read.map(({ line, point }) =>
      [line.name, quantityText(point.quantity, locale)].filter(Boolean).join(" "),
    ),
  ].join(" · ");
  const follow = (event: PointerEvent<SVGSVGElement>) => {
    const drawn = event.currentTarget.getBoundingClientRect();
    const place = ((event.clientX - drawn.left) * width) / drawn.width;
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
            viewBox={`0 0 ${width} ${HEIGHT}`}
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

/** How wide an element is where it is as high as a picture, also after the window has changed. */
function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry?.contentRect ?? { width: 0, height: 0 };
      // Where letters are larger the picture is too.
      setWidth(height > 0 ? Math.floor((width * HEIGHT) / height) : 0);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
