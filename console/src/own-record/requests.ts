// What a patient has asked the clinic for.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../api/client";
import { answered, isProblem } from "../api/problem";
import { type Act, useAct } from "../ui/useAct";
import { OWN } from "./queries";

const REQUESTS = [...OWN, "requests"] as const;

/** That they want to be erased, and what became of it; null if they have not asked. */
export const useErasureWish = (id: string) =>
  useQuery({
    queryKey: [...REQUESTS, "erasure"],
    queryFn: async () => {
      try {
        const params = { path: { id } };
        return await answered(api.GET("/api/subjects/{id}/erasure-request", { params }));
      } catch (error) {
        if (isProblem(error, "not_found")) return null;
        throw error;
      }
    },
  });

export const useOwnCorrections = (id: string) =>
  useQuery({
    queryKey: [...REQUESTS, "corrections"],
    queryFn: () =>
      answered(api.GET("/api/subjects/{id}/corrections", { params: { path: { id } } })),
  });

/** Something that they ask for: what the page shows of it is looked at anew. */
export function useOwnAct<A extends unknown[]>(action: (...given: A) => Promise<unknown>): Act<A> {
  const client = useQueryClient();
  return useAct(
    useCallback(
      async (...given: A) => {
        await action(...given);
        await client.invalidateQueries({ queryKey: REQUESTS });
      },
      [client, action],
    ),
  );
}
