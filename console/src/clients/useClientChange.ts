// A change to a program: only of the version that is on the page, so that nobody's change is lost.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, type Schemas } from "../api/client";
import { answered, isProblem } from "../api/problem";
import { useStepUp } from "../session/StepUp";
import { type Act, useAct } from "../ui/useAct";
import { CLIENTS } from "./ClientsPage";

export type ClientChange = Act<[Schemas["ClientChange"]]>;

export function useClientChange({ id, version }: Schemas["Client"]): ClientChange {
  const client = useQueryClient();
  const guard = useStepUp();
  return useAct(
    useCallback(
      async (body: Schemas["ClientChange"]) => {
        const params = { path: { id }, header: { "If-Match": `"${version}"` } };
        try {
          const changed = await guard(() =>
            answered(api.PATCH("/api/clients/{id}", { params, body })),
          );
          client.setQueryData([...CLIENTS, id], changed);
          await client.invalidateQueries({ queryKey: CLIENTS });
        } catch (error) {
          // What is on the page stays beside the words that say so; the next look finds how it is now.
          if (isProblem(error, "version_mismatch", "conflict")) {
            await client.invalidateQueries({ queryKey: CLIENTS });
          }
          throw error;
        }
      },
      [client, guard, id, version],
    ),
  );
}
