// How new events come to those that are shown.

import type { InfiniteData } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import type { Event } from "./sentence";

export type Pages = InfiniteData<Schemas["EventList"], string | null>;

/** Newest first, each once. `news` is in whatever order; what is known already is left out. */
export function withNews(pages: Pages, news: readonly Event[]): Pages {
  const [first, ...rest] = pages.pages;
  if (!first) return pages;
  const fresh = onlyNew(news, pages);
  if (fresh.length === 0) return pages;
  return { ...pages, pages: [{ ...first, items: [...fresh, ...first.items] }, ...rest] };
}

/** Those of the news that are not shown yet, newest first. News are about as old as the newest that are shown. */
export function onlyNew(news: readonly Event[], pages: Pages): Event[] {
  const known = new Set<string>();
  const oldest = Math.min(...news.map(({ at }) => Date.parse(at)));
  for (const page of pages.pages) {
    for (const { id } of page.items) known.add(id);
    const last = page.items.at(-1);
    if (last && Date.parse(last.at) < oldest) break;
  }
  const fresh = new Map(news.filter(({ id }) => !known.has(id)).map((event) => [event.id, event]));
  return [...fresh.values()].sort(byNewest);
}

function byNewest(a: Event, b: Event): number {
  return Date.parse(b.at) - Date.parse(a.at) || numberOf(b) - numberOf(a);
}

/** An event's number among those of the same server run. */
const numberOf = ({ id }: Event) => Number(id.slice(id.lastIndexOf("-") + 1));
