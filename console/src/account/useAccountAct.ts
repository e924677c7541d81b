// Something done to one's own account: with a step-up if that is wanted, and shown as it is afterwards.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { keys } from "../api/queries";
import { useStepUp } from "../session/StepUp";
import { type Act, useAct } from "../ui/useAct";

export function useAccountAct<A extends unknown[]>(
  action: (...given: A) => Promise<unknown>,
): Act<A> {
  const guard = useStepUp();
  const client = useQueryClient();
  return useAct(
    useCallback(
      async (...given: A) => {
        await guard(() => action(...given));
        await Promise.all(
          [keys.account, keys.sessions, keys.session].map((queryKey) =>
            client.invalidateQueries({ queryKey }),
          ),
        );
      },
      [guard, client, action],
    ),
  );
}
