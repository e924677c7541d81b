// Light, dark, or as the device has it.

import { useSyncExternalStore } from "react";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const CHOICE = "ribcage.theme";
const listeners = new Set<() => void>();

function chosen(): Theme {
  const text = localStorage.getItem(CHOICE);
  return THEMES.find((theme) => theme === text) ?? "system";
}

/** Puts the chosen theme on the page. */
export function applyTheme() {
  const theme = chosen();
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const choose = (theme: Theme) => {
    localStorage.setItem(CHOICE, theme);
    applyTheme();
    for (const listener of listeners) listener();
  };
  return [useSyncExternalStore(subscribe, chosen), choose];
}
