// Goes on looking for events by itself, as long as that finds something.

import { useCallback, useEffect, useRef } from "react";
import type { Events } from "./useEvents";

/** After how many pages on which nothing fits somebody is asked whether to go on. */
const IN_VAIN_MOST = 20;

export function useLookingOn({ items, of }: Events): { canLookOn: boolean; lookOn: () => void } {
  const pages = of.data?.pages.length ?? 0;
  const fruitful = useRef({ items: 0, pages: 0 });
  if (items.length > fruitful.current.items) fruitful.current = { items: items.length, pages };
  const canLookOn = !of.error && pages - fruitful.current.pages < IN_VAIN_MOST;
  const { hasNextPage, isFetching, fetchNextPage } = of;
  const lookOn = useCallback(() => {
    if (canLookOn && hasNextPage && !isFetching) void fetchNextPage();
  }, [canLookOn, hasNextPage, isFetching, fetchNextPage]);
  const isEmpty = pages > 0 && items.length === 0;
  useEffect(() => {
    if (isEmpty) lookOn();
  }, [isEmpty, lookOn]);
  return { canLookOn, lookOn };
}
