// Notices when nobody does anything, in any tab.

import { useEffect, useRef } from "react";
import { hear, tell } from "./channel";

const MINUTE = 60_000;
/** How often other tabs and the server are told that somebody is here, in milliseconds. */
const TOLD_EVERY = 20_000;
const LOOKED_EVERY = 5_000;
const ACTS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/**
 * Calls `onIdle` once nothing has happened for so many minutes, and `onActive` now and then while
 * something does. The clock is looked at rather than waited for: a laptop that was asleep wakes up late.
 */
export function useIdle(minutes: number, onIdle: () => void, onActive: () => void) {
  const calls = useRef({ onIdle, onActive });
  calls.current = { onIdle, onActive };
  useEffect(() => {
    let last = Date.now();
    let told = Date.now();
    const look = () => {
      if (Date.now() - last >= minutes * MINUTE) calls.current.onIdle();
    };
    const act = () => {
      // Whoever comes back too late finds the page locked, however quickly they move.
      if (Date.now() - last >= minutes * MINUTE) return calls.current.onIdle();
      last = Date.now();
      if (last - told < TOLD_EVERY) return;
      told = last;
      tell("active");
      calls.current.onActive();
    };
    const timer = setInterval(look, LOOKED_EVERY);
    const silence = hear("active", () => {
      last = Date.now();
    });
    for (const name of ACTS) window.addEventListener(name, act, { passive: true });
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      silence();
      for (const name of ACTS) window.removeEventListener(name, act);
      document.removeEventListener("visibilitychange", look);
    };
  }, [minutes]);
}
