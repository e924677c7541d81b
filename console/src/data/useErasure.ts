// One erasure, looked after for as long as something of it is under way.

import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { answered } from "../api/problem";

export const erasuresKey = ["erasures"];
/** How often it is looked how far an erasure is, in milliseconds, by what it waits for. */
const LOOKED_EVERY: Record<string, number> = { decided: 3_000, erased: 30_000 };

export const useErasure = (id: string) =>
  useQuery({
    queryKey: [...erasuresKey, id],
    queryFn: () => answered(api.GET("/api/erasures/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => {
      const isWaiting = data && !data.receipt && !data.no_receipt;
      return (isWaiting ? LOOKED_EVERY.decided : LOOKED_EVERY[data?.state ?? ""]) ?? false;
    },
  });
