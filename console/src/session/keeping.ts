// What somebody has typed outlives their session: their page stays in memory, unseen, until they are back.

import { type QueryClient, QueryObserver } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { OwnSession } from "./SessionProvider";

/** How long a page is kept for somebody who does not come back. */
const KEPT_MAX = 60 * 60_000;

/** Whose a page is: somebody in an organisation. In another one the same person has other records before them. */
export const ownerOf = ({ session, user }: OwnSession) => `${user.id} ${session.tenant}`;

/** Notices where something is typed. Gives whether any of it still stands on the page. */
export function useTyped(): () => boolean {
  const typedIn = useRef<EventTarget[]>([]);
  const isThere = useCallback(() => {
    typedIn.current = typedIn.current.filter((it) => it instanceof Node && it.isConnected);
    return typedIn.current.length > 0;
  }, []);
  useEffect(() => {
    const note = ({ target }: Event) => {
      isThere();
      if (target && !typedIn.current.includes(target)) typedIn.current.push(target);
    };
    document.addEventListener("input", note);
    return () => document.removeEventListener("input", note);
  }, [isThere]);
  return isThere;
}

/**
 * Keeps the answers that there are although no page that is seen needs them: a form would begin anew without what
 * stands around it. Nothing is asked for meanwhile. Says when it has taken too long. Gives what lets go of them.
 */
export function hold(client: QueryClient, onOver: () => void): () => void {
  const over = setTimeout(onOver, KEPT_MAX);
  const held = client
    .getQueryCache()
    .getAll()
    .map(({ options, queryKey }) =>
      new QueryObserver(client, { ...options, queryKey, enabled: false }).subscribe(() => {}),
    );
  return () => {
    clearTimeout(over);
    for (const release of held) release();
  };
}
