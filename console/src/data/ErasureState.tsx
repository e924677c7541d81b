// How far an erasure is, in a word: it is at its end only once copies from before open no more.

import type { Schemas } from "../api/client";
import { useLanguage } from "../messages";
import { en, type Key } from "../messages/en";

const LOOKS: Record<string, string> = { decided: "badge bad", closed: "badge good" };

export function ErasureState({
  of: { state, copies_until: until },
}: {
  of: Pick<Schemas["Erasure"], "state" | "copies_until">;
}) {
  const { t, locale } = useLanguage();
  const key = `erasure.${state}`;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  return (
    <>
      <span className={LOOKS[state] ?? "badge"}>{key in en ? t(key as Key) : state}</span>{" "}
      {state === "removed" && (
        <small>{t("erasure.closing", { date: day.format(new Date(until)) })}</small>
      )}
    </>
  );
}
