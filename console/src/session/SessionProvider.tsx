// Whether somebody is signed in, who that is, and how it ends.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { api, type Schemas, SESSION_REFUSED } from "../api/client";
import { answered, isProblem, UNREACHABLE } from "../api/problem";
import { keys } from "../api/queries";
import { hear, tell } from "./channel";
import { noteStanding, standing } from "./hint";
import { hold, ownerOf, useTyped } from "./keeping";

export type OwnSession = Schemas["OwnSession"];
/** Why somebody who was signed in is so no more. */
export type Ending = { why: "out" | "ended" } | { why: "idle"; minutes: number };

interface SessionContext {
  /** The session; null for a stranger; undefined while it is asked for. */
  session: OwnSession | null | undefined;
  /** Whose page there is: that of the session; without one, of whoever has typed something and may come back. */
  owner: OwnSession | null;
  error: unknown;
  ending: Ending | null;
  refresh: () => Promise<void>;
  end: (ending: Ending) => Promise<void>;
  /** Gives up the page that is kept for somebody, if one is. */
  forget: () => void;
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

/** Ends the session that is to be ended, unless the server cannot be reached. */
async function leave() {
  try {
    await answered(api.DELETE("/auth/session"));
  } catch (error) {
    if (isProblem(error, UNREACHABLE)) return;
  }
  if (standing() === "leaving") noteStanding("out");
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [ending, setEnding] = useState<Ending | null>(null);
  const [owner, setOwner] = useState<OwnSession | null>(null);
  const last = useRef<string | null>(null);
  const release = useRef<(() => void) | null>(null);
  const isTyped = useTyped();

  /** Nothing of what was shown stays behind for anybody else; and for nobody, unless their page is kept. */
  const become = useCallback(
    (found: OwnSession | null, isKept = false) => {
      if (found) noteStanding("in");
      else if (standing() === "in") noteStanding("out");
      client.setQueryData(keys.session, found);
      if (!found && isKept) {
        release.current ??= hold(client, () => become(null));
        return;
      }
      release.current?.();
      release.current = null;
      const others = { predicate: isOfPages };
      const next = found && ownerOf(found);
      if (next && next === last.current) void client.invalidateQueries(others);
      else client.removeQueries(others);
      last.current = next;
      if (!found) setOwner(null);
    },
    [client],
  );

  const look = useCallback(async () => {
    if (standing() === "leaving") await leave();
    const found = standing() === "in" ? await findSession() : null;
    if (!found && standing() === "in") noteStanding("out");
    const before = client.getQueryData<OwnSession | null>(keys.session);
    if (!found && before) {
      become(null, isTyped());
      setEnding({ why: "ended" });
    }
    if (found && (!before || ownerOf(found) !== ownerOf(before))) become(found);
    return found;
  }, [client, become, isTyped]);
  const { data: session, error } = useQuery({ queryKey: keys.session, queryFn: look });
  if (session && session !== owner) setOwner(session);

  const end = useCallback(
    async (why: Ending) => {
      // The page is emptied first, and the server hears of it as soon as it can be reached.
      noteStanding("leaving");
      const isLeft = why.why === "out";
      become(null, !isLeft && isTyped());
      setEnding(why);
      await leave();
      tell(isLeft ? "left" : "changed");
    },
    [become, isTyped],
  );

  const refresh = useCallback(async () => {
    // Whoever is refused because their organisation is closed is so again when they come back.
    noteStanding("in");
    const found = await findSession();
    become(found);
    setEnding(null);
    tell("changed");
  }, [become]);

  const forget = useCallback(() => {
    if (release.current) become(null);
  }, [become]);

  useEffect(() => {
    // Of a stranger there is nothing to end: a wrong password is refused in the same way.
    const lookAgain = () => {
      if (client.getQueryData(keys.session))
        void client.invalidateQueries({ queryKey: keys.session });
    };
    const silences = [
      hear("changed", () => void client.invalidateQueries({ queryKey: keys.session })),
      hear("left", () => {
        become(null);
        setEnding({ why: "ended" });
      }),
    ];
    const leaveAfterAll = () => void (standing() === "leaving" && leave());
    window.addEventListener(SESSION_REFUSED, lookAgain);
    window.addEventListener("online", leaveAfterAll);
    return () => {
      for (const silence of silences) silence();
      window.removeEventListener(SESSION_REFUSED, lookAgain);
      window.removeEventListener("online", leaveAfterAll);
    };
  }, [client, become]);
  const value = useMemo(
    () => ({ session, owner, error, ending, refresh, end, forget }),
    [session, owner, error, ending, refresh, end, forget],
  );
  return <Context value={value}>{children}</Context>;
}

const isOfPages = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  queryKey[0] !== keys.session[0];

export function useSessionState(): SessionContext {
  const state = use(Context);
  if (!state) throw new Error("a component stands outside of the SessionProvider");
  return state;
}

/** The session, on pages that only those see who are signed in. */
export function useSession(): OwnSession {
  const { session, owner } = useSessionState();
  const own = session ?? owner;
  if (!own) throw new Error("a page for those who are signed in is shown to a stranger");
  return own;
}
