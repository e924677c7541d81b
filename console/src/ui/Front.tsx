// How the pages look that a stranger sees: one thing in the middle, and nothing else.

import { type ReactNode, useEffect } from "react";
import { LANGUAGES, useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { Mark } from "./Mark";
import { THEMES, useTheme } from "./theme";

export function Front({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <div className="front">
      <main>
        <Mark />
        <h1>{title}</h1>
        {children}
      </main>
      <footer>
        <Preferences />
      </footer>
    </div>
  );
}

/** The page's title says which page it is, and nothing of anybody. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Ribcage`;
  }, [title]);
}

function Preferences() {
  const { t, code, choose } = useLanguage();
  const [theme, setTheme] = useTheme();
  return (
    <>
      <select
        aria-label={t("app.language")}
        value={code}
        onChange={(event) => choose(event.target.value)}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {languageName(language)}
          </option>
        ))}
      </select>
      <select
        aria-label={t("app.theme")}
        value={theme}
        onChange={(event) => setTheme(THEMES.find((it) => it === event.target.value) ?? "system")}
      >
        {THEMES.map((it) => (
          <option key={it} value={it}>
            {t(`theme.${it}` as Key)}
          </option>
        ))}
      </select>
    </>
  );
}

/** What a language calls itself. */
export function languageName(code: string): string {
  const name = new Intl.DisplayNames([code], { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}
