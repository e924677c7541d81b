// What persons say is wrong, and waits for an answer.

import { Link } from "react-router";
import type { Schemas } from "../api/client";
import { useLanguage } from "../messages";
import { saidBy, typeName } from "../record/subject";
import { Section } from "../ui/Section";
import { useOpenCorrections } from "./useAskedFor";

export function OpenCorrections() {
  const { t } = useLanguage();
  const { data } = useOpenCorrections();
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t("data.corrections")} text={t("data.corrections.text")}>
      <ul className="list">
        {data.items.map((it) => (
          <Open key={it.correction.id} open={it} />
        ))}
      </ul>
    </Section>
  );
}

function Open({ open: { type, id, correction } }: { open: Schemas["PersonCorrection"] }) {
  const { t, moment } = useLanguage();
  const { by, requested_at, wrong } = correction;
  return (
    <li>
      <p>
        <Link to={`/data/people/${type}/${encodeURIComponent(id)}`}>
          {typeName(t, type)} {id}
        </Link>
        <span className="prose">{wrong}</span>
        <small>
          {t("rights.corrections.by", { by: saidBy(t, by), date: moment(requested_at) })}
        </small>
      </p>
    </li>
  );
}
