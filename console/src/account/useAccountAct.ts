// Something done to one's own account: with a step-up if that is wanted, and shown as it is afterwards.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { keys } from "../api/queries";
import { useStepUp } from "../session/StepUp";
import { type Act, useAct } from "../ui/useAct";

export function useAccountAct<A extends unknown[]>(
  action: (...given: A) => Promise<unknown>,
): Act<A> {
  const change = useAccountChange();
  return useAct(useCallback((...given: A) => change(() => action(...given)), [change, action]));
}

/** The same, for what says itself how it failed. */
export function useAccountChange(): (action: () => Promise<unknown>) => Promise<void> {
  const guard = useStepUp();
  const client = useQueryClient();
  return useCallback(
    async (action) => {
      await guard(action);
      await Promise.all(
        [keys.account, keys.sessions, keys.session].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
    [guard, client],
  );
}
