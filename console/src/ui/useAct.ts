// Something that a button does: whether it is under way, and how it failed.

import { useCallback, useRef, useState } from "react";

export interface Act<A extends unknown[]> {
  run: (...given: A) => Promise<boolean>;
  busy: boolean;
  error: unknown;
}

/**
 * Runs one at a time: what is asked for meanwhile is not done. Gives whether it went well; what went wrong stands
 * in `error` until the next try.
 */
export function useAct<A extends unknown[]>(action: (...given: A) => Promise<unknown>): Act<A> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // Beside `busy`, which two clicks see that come before the page is drawn anew.
  const underWay = useRef(false);
  const run = useCallback(
    async (...given: A) => {
      if (underWay.current) return false;
      underWay.current = true;
      setBusy(true);
      setError(null);
      try {
        await action(...given);
        return true;
      } catch (failure) {
        setError(failure);
        return false;
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [action],
  );
  return { run, busy, error };
}
