// Pages that are loaded when they are first opened, and what stands in the place of one that cannot be.

import { onlineManager } from "@tanstack/react-query";
import { type ComponentType, useCallback, useEffect, useState } from "react";
import { createHashRouter, Outlet, type RouteObject } from "react-router";
import { Problem, UNREACHABLE } from "../api/problem";
import { counted } from "./entries";
import { Failed, Loading } from "./States";

type Load = () => Promise<{ Component: ComponentType }>;

/**
 * Whose pages fail by themselves, if they cannot be loaded, and not all that stands around them; the router would never
 * ask for them again. The parts of a page that is shown are loaded before somebody asks for them.
 */
export const createLateRouter = (routes: RouteObject[]) =>
  counted(() => createHashRouter(late(routes)));

function late(routes: RouteObject[]): RouteObject[] {
  return routes.map((route) => {
    const { lazy: load, children } = route;
    const own = load && { lazy: arriving(load as Load) };
    if (!children) return { ...route, ...own };
    const parts = late(children as RouteObject[]);
    const within = load ? [{ element: <Ahead routes={parts} />, children: parts }] : parts;
    return { ...route, ...own, children: within } as RouteObject;
  });
}

const arriving = (load: Load) => async () => {
  try {
    return await load();
  } catch {
    return { element: <Late load={load} /> };
  }
};

/** Loads what somebody may look at next, once nothing else is to be done. */
function Ahead({ routes }: { routes: RouteObject[] }) {
  useEffect(() => {
    const look = () => {
      if (onlineManager.isOnline()) for (const load of loadsOf(routes)) void load();
    };
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(look, IDLE);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(look, { timeout: IDLE });
    return () => cancelIdleCallback(idle);
  }, [routes]);
  return <Outlet />;
}

/** After how long it is done in any case, and after how long it is asked again, in milliseconds. */
const IDLE = 3_000;
const AGAIN = 3_000;

const loadsOf = (routes: RouteObject[]): Load[] =>
  routes.flatMap(({ lazy: load, children = [] }) => [
    ...(load ? [load as Load] : []),
    ...loadsOf(children),
  ]);

function Late({ load }: { load: Load }) {
  const [Page, setPage] = useState<ComponentType | null>(null);
  const [error, setError] = useState<Problem | null>(null);
  const ask = useCallback(async () => {
    try {
      const { Component } = await load();
      setPage(() => Component);
      setError(null);
    } catch {
      const isThere = await isServerThere();
      if (!isThere || !renew()) setError(new Problem(isThere ? "page_failed" : UNREACHABLE, 0));
    }
  }, [load]);
  useEffect(() => {
    void ask();
    return onlineManager.subscribe((isOnline) => {
      if (isOnline) void ask();
    });
  }, [ask]);
  // The connection may have come back while it was being asked for, and then nobody says so again.
  useEffect(() => {
    if (error?.code !== UNREACHABLE) return;
    const timer = setTimeout(() => void ask(), AGAIN);
    return () => clearTimeout(timer);
  }, [error, ask]);
  if (Page) return <Page />;
  if (!error) return <Loading />;
  const isOurs = error.code !== UNREACHABLE;
  // A browser may remember that a file did not come, and ask for it no more.
  return <Failed error={error} onRetry={() => (isOurs ? window.location.reload() : void ask())} />;
}

/** Whether the server can be reached: the page itself is there for everybody, and is never cached. */
async function isServerThere(): Promise<boolean> {
  try {
    return (await fetch("/", { method: "HEAD", cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/**
 * Loads the console anew, since the server has another one by now, whose files are called otherwise. Once: where that
 * has not helped, it says so. What remembers it is gone with the tab.
 */
function renew(): boolean {
  const { history, location } = window;
  if (history.state?.renewed) return false;
  history.replaceState({ ...history.state, renewed: true }, "");
  location.reload();
  return true;
}
