// Who wants to be erased. A page of rights may show nobody, and others follow: all are looked through.

import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useMay } from "../session/permissions";

/** Beneath `["objections"]`, which is asked for anew whenever somebody's rights change. */
const KEY = ["objections", "erasure-requests"] as const;
/** How many are shown, and how many pages are looked through, at most. */
const SHOWN_MAX = 100;
const PAGES_MAX = 20;

async function findWishes(): Promise<{ items: Schemas["PersonErasureRequest"][] }> {
  const items: Schemas["PersonErasureRequest"][] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX && items.length < SHOWN_MAX; page += 1) {
    const query = cursor === undefined ? { count: 500 } : { count: 500, cursor };
    const found = await answered(api.GET("/api/erasure-requests", { params: { query } }));
    items.push(...found.items);
    cursor = found.next ?? undefined;
    if (cursor === undefined) break;
  }
  return { items };
}

export function useErasureWishes() {
  const may = useMay();
  return useQuery({ queryKey: KEY, queryFn: findWishes, enabled: may("list_erasure_requests") });
}
