// One erasure, looked after for as long as something of it is under way.

import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";

export const erasuresKey = ["erasures"];
/** How often it is looked how far an erasure is, in milliseconds, by what it waits for. */
const LOOKED_EVERY: Record<string, number> = { decided: 3_000, erased: 30_000 };

/** After how many milliseconds it is looked again: not at all, once nothing new is to come soon. */
export function lookAgain(found: Schemas["Erasure"] | undefined): number | false {
  const isWaiting = found && !found.receipt && !found.no_receipt;
  return (isWaiting ? LOOKED_EVERY.decided : LOOKED_EVERY[found?.state ?? ""]) ?? false;
}

export const useErasure = (id: string) =>
  useQuery({
    queryKey: [...erasuresKey, id],
    queryFn: () => answered(api.GET("/api/erasures/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => lookAgain(data),
  });
