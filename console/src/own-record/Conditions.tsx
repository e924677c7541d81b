// What somebody has, or had.

import type { Condition } from "../fhir/types";
import { type Translate, useLanguage } from "../messages";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { useOwn } from "./queries";
import { codeOf, conceptName, dayText, nowFirst, quantityText } from "./words";

/** The states of a condition that somebody has now. */
const NOW = ["active", "recurrence", "relapse"];
const isNow = ({ clinicalStatus }: Condition) => NOW.includes(codeOf(clinicalStatus) ?? "");

export function Conditions() {
  const { t, locale } = useLanguage();
  const conditions = useOwn<Condition>("Condition", "-recorded-date", 100);
  return (
    <Section title={t("record.conditions")}>
      <Pages of={conditions} empty={t("record.conditions.none")}>
        {(items) => (
          <ul className="list">
            {items.toSorted(nowFirst(isNow)).map((condition) => (
              <li key={condition.id}>
                <p>
                  <strong>{conceptName(condition.code) ?? t("record.unnamed")}</strong>
                  <small>{whenText(t, locale, condition)}</small>
                </p>
                <State condition={condition} />
              </li>
            ))}
          </ul>
        )}
      </Pages>
    </Section>
  );
}

function State({ condition }: { condition: Condition }) {
  const { t } = useLanguage();
  const state = codeOf(condition.clinicalStatus);
  const isUnsure = ["unconfirmed", "provisional", "differential"].includes(
    codeOf(condition.verificationStatus) ?? "",
  );
  if (codeOf(condition.verificationStatus) === "refuted") {
    return <span className="badge">{t("record.conditions.refuted")}</span>;
  }
  return (
    <span className="row">
      {isUnsure && <span className="badge">{t("record.conditions.unsure")}</span>}
      {state && (
        <span className={`badge ${isNow(condition) ? "good" : ""}`}>
          {t(isNow(condition) ? "record.now" : "record.over")}
        </span>
      )}
    </span>
  );
}

function whenText(t: Translate, language: string, condition: Condition): string {
  const { onsetDateTime, onsetPeriod, onsetAge, onsetString } = condition;
  const { abatementDateTime, abatementPeriod, abatementString, recordedDate } = condition;
  const began = onsetDateTime ?? onsetPeriod?.start;
  const ended = abatementDateTime ?? abatementPeriod?.start;
  const parts = [
    began && t("record.since", { date: dayText(language, began) }),
    onsetAge && t("record.sinceAge", { age: quantityText(language, onsetAge) }),
    onsetString,
    ended ? t("record.until", { date: dayText(language, ended) }) : abatementString,
  ].filter(Boolean);
  if (parts.length === 0 && recordedDate) {
    return t("record.written", { date: dayText(language, recordedDate) });
  }
  return parts.join(", ");
}
