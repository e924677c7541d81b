// The languages: each is one file beside this one. English comes with the page, the others when they are chosen.

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from "react";
import { en, type Key, type Messages } from "./en";

const files = import.meta.glob<Messages>(["./*.ts", "!./en.ts", "!./*.test.ts"], {
  import: "messages",
});
const CHOICE = "ribcage.language";

export const LANGUAGES = [
  "en",
  ...Object.keys(files)
    .map((path) => path.slice(2, -3))
    .sort(),
];

type Values = Record<string, string | number>;
export type Translate = (key: Key, values?: Values) => string;

interface Language {
  code: string;
  /** The same as it is written where somebody is, for dates and numbers. */
  locale: string;
  choose: (code: string) => void;
  t: Translate;
  /** A moment, as people write it here. */
  moment: (instant: string) => string;
}

const Context = createContext<Language | null>(null);

/** The first language that somebody reads and we speak. */
export function preferred(chosen: string | null, wanted: readonly string[]): string {
  const codes = [chosen ?? "", ...wanted].map((tag) => tag.split("-")[0] ?? "");
  return codes.find((code) => LANGUAGES.includes(code)) ?? "en";
}

/** As it is written where our words are from, if the language by itself would be written as elsewhere. */
const WRITTEN: Record<string, string> = { pt: "pt-PT" };

/** A language as it is written where somebody is: the first of those that they read, if it is one of it. */
export function localeOf(code: string, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split("-")[0] === code) ?? WRITTEN[code] ?? code;
}

/** Signs that turn around how all that follows is read. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A value among words: how it is read changes nothing of how they are (Unicode UAX 9, isolates). */
function among(value: string): string {
  const plain = value.replace(TURNING, "");
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}

/** Several things in a line, whichever of them there are. */
export const listed = (parts: readonly (string | number | false | null | undefined)[]) =>
  parts.flatMap((part) => (part ? among(String(part)) : [])).join(" · ");

/** Puts values in the place of their names in braces. */
export function filled(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}/g, (braces, name) => {
    const value = values[name];
    return value === undefined ? braces : among(String(value));
  });
}

/** What counts has words of its own for one of it, where a language that is spoken here needs them. */
export function counted(key: Key, values: Values = {}): Key {
  const one = `${key}.one`;
  const isOne = String(values.count ?? values.seconds) === "1";
  return isOne && one in en ? (one as Key) : key;
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [code, setCode] = useState(() =>
    preferred(localStorage.getItem(CHOICE), navigator.languages),
  );
  const [spoken, setSpoken] = useState<{ code: string; messages: Messages } | null>(
    code === "en" ? { code, messages: en } : null,
  );
  useEffect(() => {
    let current = true;
    const load = code === "en" ? Promise.resolve(en) : files[`./${code}.ts`]?.();
    // Words that do not come, because the connection is gone, are said in English.
    load
      ?.catch(() => en)
      .then((messages) => {
        if (!current) return;
        document.documentElement.lang = messages === en ? "en" : code;
        setSpoken({ code, messages });
      });
    return () => {
      current = false;
    };
  }, [code]);
  const choose = useCallback((chosen: string) => {
    localStorage.setItem(CHOICE, chosen);
    setCode(chosen);
  }, []);
  const language = useMemo(() => {
    if (!spoken) return null;
    const locale = localeOf(spoken.code, navigator.languages);
    const form = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
    return {
      code: spoken.code,
      locale,
      choose,
      t: (key: Key, values?: Values) => filled(spoken.messages[counted(key, values)], values),
      moment: (instant: string) => form.format(new Date(instant)),
    };
  }, [spoken, choose]);
  return language && <Context value={language}>{children}</Context>;
}

export function useLanguage(): Language {
  const language = use(Context);
  if (!language) throw new Error("a component stands outside of the LanguageProvider");
  return language;
}

export function useT(): Translate {
  return useLanguage().t;
}

/** The name of a role; one that has no words yet is shown as it is called. */
export function roleName(t: Translate, role: string): string {
  const key = `role.${role}`;
  return key in en ? t(key as Key) : role;
}
