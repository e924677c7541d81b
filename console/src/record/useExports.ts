// Exports that were asked for, newest first. While one is being made it is looked after, whoever came back to the page.

import { useInfiniteQuery } from "@tanstack/react-query";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";

export type Export = Schemas["Export"];

export const exportsKey = ["exports"];
/** How often it is looked how far an export is, in milliseconds. */
const LOOKED_EVERY = 3_000;

export function useExports() {
  return useInfiniteQuery({
    queryKey: exportsKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: 100 } : { count: 100, cursor: pageParam };
      return answered(api.GET("/api/exports", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
    refetchInterval: ({ state }) => {
      const isMaking = state.data?.pages.some(({ items }) =>
        items.some((it) => it.state === "making"),
      );
      return isMaking ? LOOKED_EVERY : false;
    },
  });
}
