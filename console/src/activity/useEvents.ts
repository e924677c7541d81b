// The events that pass the filters, page by page, and news as they come.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { type EventQuery, type Filters, fits, isWithin, queryOf } from "./filters";
import { onlyNew, type Pages, withNews } from "./merge";
import type { Event } from "./sentence";
import { type Connection, useLive } from "./useLive";

const PAGE = 200;
/** Where only some kinds are shown, which are picked out here, more are asked for at once. */
const PAGE_TO_PICK = 500;
/** How many pages are looked through for what was missed, before all is asked for anew. */
const CATCH_UP_PAGES = 3;
/** How many news wait to be shown, before all is asked for anew. */
const WAITING_MOST = 1000;

const pageSize = ({ show }: Filters) =>
  show === "all" || show === "notable" ? PAGE : PAGE_TO_PICK;

export const eventsKey = (filters: Filters) => ["events", "list", filters] as const;

export function listEvents(query: EventQuery, cursor: string | null, signal?: AbortSignal) {
  const params = { query: { ...query, ...(cursor !== null && { cursor }) } };
  return answered(api.GET("/api/events", { params, ...(signal && { signal }) }));
}

export interface Events {
  items: Event[];
  /** How many were looked at for these, and back to when. */
  looked: { count: number; back: string | null };
  of: ReturnType<typeof useEventPages>;
  /** How many news wait to be shown. */
  waiting: number;
  /** Those that were shown just now. */
  news: ReadonlySet<string>;
  reveal: () => void;
  connection: Connection;
}

/** The list. `isAtTop` says whether news may come in at once: elsewhere they would move what is being read. */
export function useEvents(filters: Filters, isAtTop: () => boolean, isOver: boolean): Events {
  const client = useQueryClient();
  const of = useEventPages(filters);
  const [waiting, setWaiting] = useState<Event[]>([]);
  const queryKey = useMemo(() => eventsKey(filters), [filters]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other filters have other news
  useEffect(() => setWaiting([]), [queryKey]);
  const [news, setNews] = useState<ReadonlySet<string>>(new Set());
  const show = useCallback(
    (fresh: Event[]) => {
      if (fresh.length === 0) return;
      setNews(new Set(fresh.map(({ id }) => id)));
      client.setQueryData<Pages>(queryKey, (pages) => pages && withNews(pages, fresh));
    },
    [client, queryKey],
  );
  const take = useCallback(
    (all: Event[]) => {
      const pages = client.getQueryData<Pages>(queryKey);
      const fitting = all.filter((event) => isWithin(filters, event));
      const fresh = pages ? onlyNew(fitting, pages) : [];
      if (isAtTop()) show(fresh);
      else
        setWaiting((before) => {
          const known = new Set(before.map(({ id }) => id));
          const more = fresh.filter(({ id }) => !known.has(id));
          return [...more, ...before].slice(0, WAITING_MOST + 1);
        });
    },
    [client, queryKey, filters, isAtTop, show],
  );
  const catchUp = useCallback(async () => {
    const pages = client.getQueryData<Pages>(queryKey);
    if (!pages) return;
    const missed: Event[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < CATCH_UP_PAGES; page += 1) {
      const found = await listEvents({ ...queryOf(filters), count: pageSize(filters) }, cursor);
      const fresh = onlyNew(found.items, pages);
      missed.push(...fresh);
      cursor = found.next ?? null;
      // A page on which nothing fits has been looked through far enough.
      const isThere = fresh.length < found.items.length || found.items.length === 0;
      if (isThere || cursor === null) return take(missed);
    }
    await client.resetQueries({ queryKey });
  }, [client, queryKey, filters, take]);
  const connection = useLive(filters, of.isSuccess && !isOver, take, catchUp);
  const reveal = useCallback(() => {
    setWaiting([]);
    if (waiting.length > WAITING_MOST) void client.resetQueries({ queryKey });
    else show(waiting);
  }, [waiting, client, queryKey, show]);
  const all = useMemo(() => of.data?.pages.flatMap(({ items }) => items) ?? [], [of.data]);
  const items = useMemo(() => all.filter((event) => fits(filters, event)), [all, filters]);
  const looked = { count: all.length, back: all.at(-1)?.at ?? null };
  const fitting = waiting.filter((event) => fits(filters, event)).length;
  return { items, looked, of, waiting: fitting, news, reveal, connection };
}

function useEventPages(filters: Filters) {
  return useInfiniteQuery({
    queryKey: eventsKey(filters),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      listEvents({ ...queryOf(filters), count: pageSize(filters) }, pageParam, signal),
    getNextPageParam: (page) => page.next ?? null,
    // What has happened stays as it is; what is new comes by itself.
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
  });
}
