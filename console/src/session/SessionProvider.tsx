// Whether somebody is signed in, who that is, and how it ends.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { api, type Schemas, SESSION_REFUSED } from "../api/client";
import { answered, isProblem } from "../api/problem";
import { keys } from "../api/queries";
import { hear, tell } from "./channel";

export type OwnSession = Schemas["OwnSession"];
/** Why somebody who was signed in is so no more. */
export type Ending = { why: "out" | "ended" } | { why: "idle"; minutes: number };

interface SessionContext {
  /** The session; null for a stranger; undefined while it is asked for. */
  session: OwnSession | null | undefined;
  error: unknown;
  ending: Ending | null;
  refresh: () => Promise<void>;
  end: (ending: Ending) => Promise<void>;
}

const Context = createContext<SessionContext | null>(null);

async function findSession(): Promise<OwnSession | null> {
  try {
    return await answered(api.GET("/auth/session"));
  } catch (error) {
    if (isProblem(error) && error.status === 401) return null;
    throw error;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [ending, setEnding] = useState<Ending | null>(null);

  /** Nothing of what was shown stays behind. */
  const become = useCallback(
    (found: OwnSession | null) => {
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
      client.setQueryData(keys.session, found);
    },
    [client],
  );

  const look = useCallback(async () => {
    const found = await findSession();
    const isOver = found === null && client.getQueryData(keys.session);
    if (isOver) {
      become(null);
      setEnding({ why: "ended" });
    }
    return found;
  }, [client, become]);
  const { data: session, error } = useQuery({ queryKey: keys.session, queryFn: look });

  const end = useCallback(
    async (why: Ending) => {
      // The page is emptied first: if the server cannot be reached, the session runs out by itself.
      const ended = answered(api.DELETE("/auth/session")).catch(() => {});
      become(null);
      setEnding(why);
      await ended;
      tell("changed");
    },
    [become],
  );

  const refresh = useCallback(async () => {
    const found = await findSession();
    become(found);
    setEnding(null);
    tell("changed");
  }, [become]);

  useEffect(() => {
    // Of a stranger there is nothing to end: a wrong password is refused in the same way.
    const lookAgain = () => {
      if (client.getQueryData(keys.session))
        void client.invalidateQueries({ queryKey: keys.session });
    };
    const silence = hear(
      "changed",
      () => void client.invalidateQueries({ queryKey: keys.session }),
    );
    window.addEventListener(SESSION_REFUSED, lookAgain);
    return () => {
      silence();
      window.removeEventListener(SESSION_REFUSED, lookAgain);
    };
  }, [client]);
  const value = useMemo(
    () => ({ session, error, ending, refresh, end }),
    [session, error, ending, refresh, end],
  );
  return <Context value={value}>{children}</Context>;
}

export function useSessionState(): SessionContext {
  const state = use(Context);
  if (!state) throw new Error("a component stands outside of the SessionProvider");
  return state;
}

/** The session, on pages that only those see who are signed in. */
export function useSession(): OwnSession {
  const { session } = useSessionState();
  if (!session) throw new Error("a page for those who are signed in is shown to a stranger");
  return session;
}
