// Follows events as they happen, and comes back when the connection is lost.

import { useEffect, useState } from "react";
import { api } from "../api/client";
import { answered, isProblem } from "../api/problem";
import { type Filters, queryOf } from "./filters";
import type { Event } from "./sentence";
import { dataOf } from "./sse";

export type Connection = "connecting" | "live" | "away" | "off";

/** How long news are gathered before they are shown, in milliseconds: a burst is one change of the page. */
const GATHERED = 250;
const WAIT_LEAST = 1_000;
const WAIT_MOST = 30_000;

/** Calls `take` with news as they come, and `catchUp` once it is connected: what came before that is not in the stream. */
export function useLive(
  filters: Filters,
  isWanted: boolean,
  take: (news: Event[]) => void,
  catchUp: () => Promise<void>,
): Connection {
  const [connection, setConnection] = useState<Connection>("connecting");
  useEffect(() => {
    if (!isWanted) return setConnection("off");
    setConnection("connecting");
    const over = new AbortController();
    const gathered = gather(take, over.signal);
    void follow(filters, over.signal, {
      event: gathered,
      state: (state) => !over.signal.aborted && setConnection(state),
      catchUp,
    });
    return () => over.abort();
  }, [filters, isWanted, take, catchUp]);
  return connection;
}

interface Follower {
  event: (event: Event) => void;
  state: (state: Connection) => void;
  catchUp: () => Promise<void>;
}

async function follow(filters: Filters, signal: AbortSignal, follower: Follower) {
  let wait = WAIT_LEAST;
  while (!signal.aborted) {
    try {
      const stream = await connect(filters, signal);
      await follower.catchUp();
      follower.state("live");
      wait = WAIT_LEAST;
      for await (const data of dataOf(stream)) follower.event(JSON.parse(data));
    } catch (error) {
      // Who may not look, or is not signed in any more, does not come back by trying.
      if (isProblem(error, "denied", "unauthenticated", "not_found")) return follower.state("off");
    }
    follower.state("away");
    await pause(wait, signal);
    wait = Math.min(wait * 2, WAIT_MOST);
  }
}

async function connect(filters: Filters, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const { since: _, until: __, ...query } = queryOf(filters);
  const asked = api.GET("/api/events/stream", { params: { query }, parseAs: "stream", signal });
  return (await answered(asked)) as unknown as ReadableStream<Uint8Array>;
}

/** Waits, or less if the connection of the device is back before. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => resolve());
    window.addEventListener("online", () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}

function gather(take: (news: Event[]) => void, signal: AbortSignal): (event: Event) => void {
  let waiting: Event[] = [];
  return (event) => {
    waiting.push(event);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const news = waiting;
      waiting = [];
      if (!signal.aborted) take(news);
    }, GATHERED);
  };
}
