// The list of events: however long it is, only what is in sight is on the page. Arrow keys move through it.

import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useT } from "../messages";
import { EventRow } from "./EventRow";
import type { Event } from "./sentence";
import { useWindow } from "./useWindow";

interface Props {
  events: Event[];
  /** How many there are, as far as that is known. */
  isWhole: boolean;
  /** Called when the end comes into sight. */
  onEnd: () => void;
  /** Those that have come just now. */
  news: ReadonlySet<string>;
  /** Which of them somebody comes back from, if they do. */
  opened: string | null;
  /** Called when one of them is opened. */
  onOpen: (id: string) => void;
}

/** How many rows before the end more are asked for. */
const BEFORE_END = 40;

export function EventList({ events, isWhole, onEnd, news, opened, onOpen }: Props) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const { start, end, height } = useWindow(list, events.length);
  const [active, setActive] = useState(opened);
  const moved = useRef(opened !== null);
  const rows = events.slice(start, end);
  const at = rows.findIndex(({ id }) => id === active);
  useEffect(() => {
    if (!isWhole && end > events.length - BEFORE_END) onEnd();
  }, [isWhole, end, events.length, onEnd]);
  useLayoutEffect(() => {
    if (!moved.current) return;
    // A row that is far away is there only once the page has scrolled to it.
    const row = list.current?.querySelector<HTMLElement>(`[data-event="${active}"]`);
    row?.focus({ preventScroll: true });
    moved.current = !row;
  });
  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(window.innerHeight / height) - 2);
    const to = place(event.key, Math.max(0, at) + start, page, events.length);
    const row = to === null ? undefined : events[to];
    if (to === null || !row || !list.current) return;
    event.preventDefault();
    setActive(row.id);
    moved.current = true;
    bringIntoSight(list.current, to, height);
  };
  return (
    <ol
      ref={list}
      className="events"
      aria-label={t("activity.list")}
      aria-description={t("activity.keys")}
      onKeyDown={move}
      style={{ paddingTop: start * height, paddingBottom: (events.length - end) * height }}
    >
      {rows.map((event, index) => (
        <EventRow
          key={event.id}
          event={event}
          place={start + index + 1}
          count={isWhole ? events.length : -1}
          isActive={at < 0 ? index === 0 : index === at}
          onFocus={() => setActive(event.id)}
          onOpen={() => onOpen(event.id)}
          isNew={news.has(event.id)}
        />
      ))}
    </ol>
  );
}

/** Where a key leads; nothing if it is none that moves. */
function place(key: string, from: number, page: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}

/** Scrolls no further than it takes to see the whole row. */
function bringIntoSight(list: HTMLElement, index: number, height: number) {
  const top = list.getBoundingClientRect().top + index * height;
  const margin = height;
  if (top < margin) window.scrollBy(0, top - margin);
  else if (top + height > window.innerHeight - margin)
    window.scrollBy(0, top + height - window.innerHeight + margin);
}
