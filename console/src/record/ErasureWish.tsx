// That a person wants to be erased (GDPR, Article 17): whoever sees to their rights erases, or says why not.

import { useCallback, useState } from "react";
import { Link } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Section } from "../ui/Section";
import { ReasonDialog } from "./ReasonDialog";
import { named, saidBy } from "./subject";
import { useSubjectAct } from "./useSubjectAct";

export function ErasureWish({ subject }: { subject: Schemas["Subject"] }) {
  const { t, moment } = useLanguage();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const { type, id, erasure_request: wish } = subject;
  const refuse = useSubjectAct(
    subject,
    useCallback(
      (reason: string) => {
        const [params, body] = [named({ type, id }), { reason }];
        return answered(api.POST("/api/subjects/{id}/erasure-request/refusal", { params, body }));
      },
      [type, id],
    ),
  );
  if (!wish) return null;
  const { by, reason, refusal, requested_at, decided_at } = wish;
  return (
    <Section title={t("rights.wish")} text={t("rights.wish.text")}>
      <ul className="list">
        <li>
          <p>
            <strong>{reason ?? t("rights.wish.noReason")}</strong>
            <small>
              {t("rights.corrections.by", { by: saidBy(t, by), date: moment(requested_at) })}
            </small>
            {decided_at && (
              <small>
                {t("rights.corrections.decided", { date: moment(decided_at) })} {refusal}
              </small>
            )}
          </p>
          {wish.state === "open" ? (
            <span className="row">
              {may("erase_subject") && (
                <Link className="button danger" to="../erasure" relative="path">
                  {t("rights.wish.erase")}
                </Link>
              )}
              <Button look="quiet" onClick={() => setAsking(true)}>
                {t("rights.wish.refuse")}
              </Button>
            </span>
          ) : (
            <span className="badge bad">{t("rights.corrections.refused")}</span>
          )}
        </li>
      </ul>
      {asking && (
        <ReasonDialog
          title={t("rights.wish.refuse")}
          hint={t("rights.corrections.refusal.hint")}
          submit={t("rights.wish.refuse")}
          act={refuse}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
