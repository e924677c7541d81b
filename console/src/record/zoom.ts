// How much larger than it is a picture can be looked at.

export const ZOOMS = [1, 2, 4, 8] as const;

/** How wide a small picture may be drawn from the beginning, in pixels. */
const SMALL_MAX = 480;

/** How many times larger a picture of this width, in pixels, is drawn at first: only small ones are. */
export const firstZoom = (width: number) =>
  ZOOMS.findLast((zoom) => width * zoom <= SMALL_MAX) ?? 1;
