// The persons who want to be erased, and wait for an answer.

import { Link } from "react-router";
import type { Schemas } from "../api/client";
import { useLanguage } from "../messages";
import { saidBy, typeName } from "../record/subject";
import { Section } from "../ui/Section";
import { useErasureWishes } from "./useAskedFor";

export function ErasureWishes() {
  const { t } = useLanguage();
  const { data } = useErasureWishes();
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t("wishes.title")} text={t("rights.wish.text")}>
      <ul className="list">
        {data.items.map((it) => (
          <Wish key={`${it.type}/${it.id}`} wish={it} />
        ))}
      </ul>
    </Section>
  );
}

function Wish({ wish: { type, id, request } }: { wish: Schemas["PersonErasureRequest"] }) {
  const { t, moment } = useLanguage();
  return (
    <li>
      <p>
        <Link to={`/data/people/${type}/${encodeURIComponent(id)}`}>
          {typeName(t, type)} {id}
        </Link>
        <span className="prose">{request.reason}</span>
        <small>
          {t("rights.corrections.by", {
            by: saidBy(t, request.by),
            date: moment(request.requested_at),
          })}
        </small>
      </p>
    </li>
  );
}
