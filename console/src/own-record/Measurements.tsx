// What was measured: of each kind the newest, how it went, and all of them for who wants to see more.

import type { Observation } from "../fhir/types";
import { useLanguage } from "../messages";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { type Kind, kindsOf, type Measurement } from "./measurements";
import { useOwn } from "./queries";
import { Trend } from "./Trend";
import { dayText } from "./words";

export function Measurements() {
  const { t, locale } = useLanguage();
  const observations = useOwn<Observation>("Observation", "-date", 200);
  return (
    <Section title={t("record.measurements")} text={t("record.measurements.text")}>
      <Pages of={observations} empty={t("record.measurements.none")}>
        {(items) => (
          <ul className="own-measurements">
            {kindsOf(locale, items, t("record.unnamed")).map((kind) => (
              <One key={kind.key} kind={kind} />
            ))}
          </ul>
        )}
      </Pages>
    </Section>
  );
}

function One({ kind: { name, measurements, trend } }: { kind: Kind }) {
  const { t, locale } = useLanguage();
  const [newest, before] = measurements;
  if (!newest) return null;
  const numbers = measurements.flatMap(({ number }) => number ?? []).reverse();
  return (
    <li>
      <h3>{name}</h3>
      <p className="own-value">
        {newest.text} <Standing of={newest} />
      </p>
      <small>
        {newest.at && dayText(locale, newest.at)}
        {trend && before && ` · ${t(`record.trend.${trend}`, { value: before.text })}`}
      </small>
      <Trend numbers={numbers} />
      {measurements.length > 1 && (
        <details>
          <summary>{t("record.measurements.all", { count: measurements.length })}</summary>
          <ul>
            {measurements.map((it) => (
              <li key={it.id}>
                <span>{it.at ? dayText(locale, it.at) : t("record.undated")}</span>
                <span>
                  {it.text} <Standing of={it} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Standing({ of: { standing } }: { of: Measurement }) {
  const { t } = useLanguage();
  if (!standing || standing === "within") return null;
  return <span className="badge">{t(`record.standing.${standing}`)}</span>;
}
