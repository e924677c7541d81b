// The entries of the browser's history. The router counts those that it has made itself, and asks before it leaves a page
// only where it can count back; an address that somebody types behind `#` makes one that has no number.

interface Router {
  subscribe: (listener: () => void) => unknown;
}

/** Gives every entry its number, before the router sees it. */
export function counted<R extends Router>(create: () => R): R {
  const { history } = window;
  let last = numberOf(history.state) ?? 0;
  window.addEventListener("popstate", () => {
    // What is typed comes right after where somebody was.
    if (numberOf(history.state) === null)
      history.replaceState({ ...history.state, idx: last + 1 }, "");
    last = numberOf(history.state) ?? last;
  });
  const router = create();
  router.subscribe(() => {
    last = numberOf(history.state) ?? last;
  });
  return router;
}

function numberOf(state: { idx?: unknown } | null): number | null {
  return typeof state?.idx === "number" ? state.idx : null;
}
