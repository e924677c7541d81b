// Which rows of a long list are in sight: only those are on the page, so that a hundred thousand scroll like ten.

import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";

/** How many rows are kept ready above and below what is in sight. */
const AHEAD = 12;

export interface RowWindow {
  start: number;
  end: number;
  /** The height of a row, in pixels. All have the same. */
  height: number;
}

/** The window over `count` rows in `list`, whose rows are as high as its first child. */
export function useWindow(list: RefObject<HTMLElement | null>, count: number): RowWindow {
  const [shown, setShown] = useState<RowWindow>({ start: 0, end: AHEAD * 2, height: 72 });
  const look = useCallback(() => {
    const element = list.current;
    if (!element) return;
    const height = element.firstElementChild?.getBoundingClientRect().height || 72;
    const above = -element.getBoundingClientRect().top;
    // In steps, so that most scrolling changes nothing.
    const step = (rows: number) => Math.floor(rows / AHEAD) * AHEAD;
    const start = Math.max(0, step(above / height) - AHEAD);
    const end = step((above + window.innerHeight) / height) + 2 * AHEAD;
    setShown((before) =>
      before.start === start && before.end === end && before.height === height
        ? before
        : { start, end, height },
    );
  }, [list]);
  useEffect(() => {
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [look]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: more rows are looked at anew
  useLayoutEffect(look, [look, count]);
  const end = Math.min(count, shown.end);
  return { start: Math.min(shown.start, end), end, height: shown.height };
}
