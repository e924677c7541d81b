// Which rows of a long list are drawn: those in sight and some around them, all of the same height.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";

/** How many rows are drawn beyond what is in sight, on either side. */
const SPARE = 12;

export interface Rows {
  first: number;
  /** The one after the last. */
  end: number;
}

/** The rows between two heights above or below the top of the list, in pixels. */
export function rowsBetween(top: number, bottom: number, height: number, count: number): Rows {
  if (height <= 0) return { first: 0, end: Math.min(count, SPARE * 2) };
  const first = Math.max(0, Math.min(count, Math.floor(top / height) - SPARE));
  const end = Math.max(first, Math.min(count, Math.ceil(bottom / height) + SPARE));
  return { first, end };
}

/** The rows in order, with one that is drawn in any case. */
export function drawnRows({ first, end }: Rows, held: number | null): number[] {
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  if (held === null || (held >= first && held < end)) return rows;
  return held < first ? [held, ...rows] : [...rows, held];
}

/** Follows the page as it is scrolled. `list` is where the rows are, and its `--row` how high each is, in rem. */
export function useRows(list: RefObject<HTMLElement | null>, count: number) {
  const [rows, setRows] = useState<Rows>({ first: 0, end: Math.min(count, SPARE * 2) });
  const [height, setHeight] = useState(0);
  const look = useCallback(() => {
    if (!list.current) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const one = Number.parseFloat(getComputedStyle(list.current).getPropertyValue("--row")) * rem;
    const top = -list.current.getBoundingClientRect().top;
    const now = rowsBetween(top, top + window.innerHeight, one, count);
    setHeight(one);
    setRows((before) => (before.first === now.first && before.end === now.end ? before : now));
  }, [list, count]);
  useLayoutEffect(look, [look]);
  useEffect(() => {
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [look]);
  return { rows, height };
}
