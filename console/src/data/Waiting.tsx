// What persons have asked for, and waits for an answer.

import { Link } from "react-router";
import { useLanguage } from "../messages";
import { saidBy, typeName } from "../record/subject";
import { Section } from "../ui/Section";

export interface Asked {
  /** The person's own document. */
  type: string;
  id: string;
  text?: string | null | undefined;
  by: string;
  at: string;
}

interface Props {
  title: string;
  text: string;
  asked: Asked[];
}

export function Waiting({ title, text, asked }: Props) {
  if (asked.length === 0) return null;
  return (
    <Section title={title} text={text}>
      <ul className="list">
        {asked.map((it) => (
          <One key={`${it.type}/${it.id}/${it.at}`} asked={it} />
        ))}
      </ul>
    </Section>
  );
}

function One({ asked: { type, id, text, by, at } }: { asked: Asked }) {
  const { t, moment } = useLanguage();
  return (
    <li>
      <p>
        <Link to={`/data/people/${type}/${encodeURIComponent(id)}`}>
          {typeName(t, type)} {id}
        </Link>
        <span className="prose">{text}</span>
        <small>{t("rights.corrections.by", { by: saidBy(t, by), date: moment(at) })}</small>
      </p>
    </li>
  );
}
