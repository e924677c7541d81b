// Something that changes how a person's rights stand: what the page shows of them is asked for anew.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useStepUp } from "../session/StepUp";
import { type Act, useAct } from "../ui/useAct";
import { recordKeys, type SubjectName } from "./subject";

export function useSubjectAct<A extends unknown[]>(
  { type, id }: SubjectName,
  action: (...given: A) => Promise<unknown>,
): Act<A> {
  const client = useQueryClient();
  const guard = useStepUp();
  return useAct(
    useCallback(
      async (...given: A) => {
        await guard(() => action(...given));
        await Promise.all([
          client.invalidateQueries({ queryKey: recordKeys.subject({ type, id }) }),
          client.invalidateQueries({ queryKey: ["objections"] }),
        ]);
      },
      [client, guard, action, type, id],
    ),
  );
}
