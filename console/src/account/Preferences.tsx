// Language, for this page and for letters, and appearance, for this browser.

import { useCallback } from "react";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { LANGUAGES, useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { Select } from "../ui/Field";
import { languageName } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { THEMES, useTheme } from "../ui/theme";
import { words } from "../ui/words";
import { useAccountAct } from "./useAccountAct";

export function Preferences() {
  const { t, code, choose } = useLanguage();
  const [theme, setTheme] = useTheme();
  const act = useAccountAct(
    useCallback(
      (language: string) => answered(api.PATCH("/auth/account", { body: { language } })),
      [],
    ),
  );
  const chooseLanguage = async (language: string) => {
    const before = code;
    choose(language);
    // What the server did not take is taken back here too.
    if (!(await act.run(language))) choose(before);
  };
  return (
    <Section title={t("account.preferences")}>
      {act.error !== null && <Notice kind="bad">{words(t, act.error)}</Notice>}
      <div className="pair">
        <Select
          label={t("app.language")}
          value={code}
          options={LANGUAGES.map((value) => ({ value, text: languageName(value) }))}
          onChoose={(language) => void chooseLanguage(language)}
        />
        <Select
          label={t("app.theme")}
          value={theme}
          options={THEMES.map((value) => ({ value, text: t(`theme.${value}` as Key) }))}
          onChoose={(value) => setTheme(THEMES.find((it) => it === value) ?? "system")}
        />
      </div>
    </Section>
  );
}
