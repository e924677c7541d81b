// Where the focus goes if what had it is taken away: to what stands around it, rather than to nowhere.

import { useEffect } from "react";

/** What may have the focus in the place of something in it. */
const AROUND = "section, dialog, main";

export function useKeptFocus() {
  useEffect(() => {
    /** What had the focus last, and what stands around it, from the inside out. */
    let held: Element[] = [];
    const note = ({ target }: FocusEvent) => {
      held = [];
      let it = target instanceof Element ? target : null;
      while (it) {
        held.push(it);
        it = it.parentElement?.closest(AROUND) ?? null;
      }
    };
    // Whoever has clicked beside everything wants the focus nowhere. What is being taken away is still there just now.
    const leave = ({ target, relatedTarget }: FocusEvent) => {
      if (relatedTarget) return;
      queueMicrotask(() => {
        if (isNowhere() && target instanceof Element && target.isConnected) held = [];
      });
    };
    const keep = () => {
      if (!isNowhere() || held.length === 0 || held[0]?.isConnected) return;
      const next = held.find((it) => it.isConnected);
      if (!(next instanceof HTMLElement)) return;
      if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
      next.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(keep);
    observer.observe(document.body, { childList: true, subtree: true });
    document.addEventListener("focusin", note);
    document.addEventListener("focusout", leave);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", note);
      document.removeEventListener("focusout", leave);
    };
  }, []);
}

function isNowhere(): boolean {
  const { activeElement: it, body } = document;
  return !it || it === body || !it.isConnected;
}
