// What keeps a person from being erased: a duty to keep, or a claim.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Empty } from "../ui/States";
import { words } from "../ui/words";
import { ReasonDialog } from "./ReasonDialog";
import { named } from "./subject";
import { useSubjectAct } from "./useSubjectAct";

export function Holds({ subject }: { subject: Schemas["Subject"] }) {
  const { t, moment } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { type, id, holds } = subject;
  const place = useSubjectAct(
    subject,
    useCallback(
      (reason: string) =>
        answered(
          api.POST("/api/subjects/{id}/holds", { params: named({ type, id }), body: { reason } }),
        ),
      [type, id],
    ),
  );
  const release = useSubjectAct(
    subject,
    useCallback(
      (hold: string) => {
        const params = { path: { id, hold }, query: { type } };
        return answered(api.DELETE("/api/subjects/{id}/holds/{hold}", { params }));
      },
      [type, id],
    ),
  );
  return (
    <Section
      title={t("rights.holds")}
      text={t("rights.holds.text")}
      action={<Button onClick={() => setAsking(true)}>{t("rights.holds.place")}</Button>}
    >
      {release.error !== null && <Notice kind="bad">{words(t, release.error)}</Notice>}
      {holds.length === 0 ? (
        <Empty>{t("rights.holds.none")}</Empty>
      ) : (
        <ul className="list">
          {holds.map((hold) => (
            <li key={hold.id}>
              <p>
                <strong>{hold.reason}</strong>
                <small>{t("rights.since", { date: moment(hold.placed_at) })}</small>
              </p>
              <Button
                look="quiet"
                aria-label={t("rights.holds.releaseOne", { reason: hold.reason })}
                busy={release.busy}
                onClick={() => void release.run(hold.id)}
              >
                {t("rights.holds.release")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <ReasonDialog
          title={t("rights.holds.place")}
          text={t("rights.holds.text")}
          submit={t("rights.holds.place")}
          act={place}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
