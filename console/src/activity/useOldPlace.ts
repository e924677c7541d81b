// Coming back from an event, somebody finds the list where they left it.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useLayoutEffect, useState } from "react";
import { useNavigationType } from "react-router";

/**
 * Remembers how far down a page is, in memory alone, and goes there again when somebody comes back. Gives the event that
 * they come back from, and what remembers it.
 */
export function useOldPlace(address: string, isReady: boolean) {
  const client = useQueryClient();
  const isBack = useNavigationType() === "POP";
  const key = ["events", "opened", address];
  const [opened] = useState(() => (isBack ? (client.getQueryData<string>(key) ?? null) : null));
  // Once: whoever then goes elsewhere comes back from there.
  useEffect(
    () => client.removeQueries({ queryKey: ["events", "opened", address] }),
    [client, address],
  );
  const keepOpened = useCallback(
    (id: string) => void client.setQueryData(["events", "opened", address], id),
    [client, address],
  );
  useLayoutEffect(() => {
    if (!isReady) return;
    const place = isBack ? client.getQueryData<number>(["events", "place", address]) : 0;
    window.scrollTo(0, place ?? 0);
  }, [client, address, isBack, isReady]);
  // Before the page is painted without the list: it is shorter then, and the browser moves up by itself.
  useLayoutEffect(() => {
    const keep = () => client.setQueryData(["events", "place", address], window.scrollY);
    window.addEventListener("scroll", keep, { passive: true });
    return () => window.removeEventListener("scroll", keep);
  }, [client, address]);
  return { opened, keepOpened };
}
