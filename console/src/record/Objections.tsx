// What a person objects to (GDPR, Article 21), and whether the server refuses it or people have to heed it.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Empty } from "../ui/States";
import { words } from "../ui/words";
import { ObjectionDialog, purposeName } from "./ObjectionDialog";
import { saidBy } from "./subject";
import { useSubjectAct } from "./useSubjectAct";

export function Objections({ subject }: { subject: Schemas["Subject"] }) {
  const { t, moment } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { type, id, objections = [] } = subject;
  const withdraw = useSubjectAct(
    subject,
    useCallback(
      (objection: string) => {
        const params = { path: { id, objection }, query: { type } };
        return answered(api.DELETE("/api/subjects/{id}/objections/{objection}", { params }));
      },
      [type, id],
    ),
  );
  return (
    <Section
      title={t("rights.objections")}
      text={t("rights.objections.text")}
      action={<Button onClick={() => setAsking(true)}>{t("rights.objections.record")}</Button>}
    >
      {withdraw.error !== null && <Notice kind="bad">{words(t, withdraw.error)}</Notice>}
      {objections.length === 0 ? (
        <Empty>{t("rights.objections.none")}</Empty>
      ) : (
        <ul className="list">
          {objections.map((it) => (
            <li key={it.id}>
              <p>
                <strong>{purposeName(t, it.purpose)}</strong>
                <span>{it.reason}</span>
                <small>
                  {t("rights.objections.by", { by: saidBy(t, it.by), date: moment(it.since) })}
                </small>
                {it.recorded_by && (
                  <small>{t("rights.objections.recordedBy", { who: it.recorded_by })}</small>
                )}
                <small>
                  {t(it.enforced ? "rights.objections.refused" : "rights.objections.heed")}
                </small>
              </p>
              <Button
                look="quiet"
                aria-label={t("rights.objections.withdrawOne", {
                  purpose: purposeName(t, it.purpose),
                })}
                busy={withdraw.busy}
                onClick={() => void withdraw.run(it.id)}
              >
                {t("rights.objections.withdraw")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asking && <ObjectionDialog subject={subject} onClose={() => setAsking(false)} />}
    </Section>
  );
}
