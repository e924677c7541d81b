// Whether what is known of a person may only be kept (GDPR, Article 18).

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { words } from "../ui/words";
import { ReasonDialog } from "./ReasonDialog";
import { named } from "./subject";
import { useSubjectAct } from "./useSubjectAct";

export function Restriction({ subject }: { subject: Schemas["Subject"] }) {
  const { t, moment } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { type, id, restriction } = subject;
  const restrict = useSubjectAct(
    subject,
    useCallback(
      (reason: string) =>
        answered(
          api.PUT("/api/subjects/{id}/restriction", {
            params: named({ type, id }),
            body: { reason },
          }),
        ),
      [type, id],
    ),
  );
  const lift = useSubjectAct(
    subject,
    useCallback(
      () => answered(api.DELETE("/api/subjects/{id}/restriction", { params: named({ type, id }) })),
      [type, id],
    ),
  );
  return (
    <Section
      title={t("rights.restriction")}
      text={t("rights.restriction.text")}
      action={
        restriction ? (
          <Button busy={lift.busy} onClick={() => void lift.run()}>
            {t("rights.restriction.lift")}
          </Button>
        ) : (
          <Button onClick={() => setAsking(true)}>{t("rights.restriction.place")}</Button>
        )
      }
    >
      {lift.error !== null && <Notice kind="bad">{words(t, lift.error)}</Notice>}
      {restriction ? (
        <p>
          <span className="badge bad">{t("rights.restricted")}</span> {restriction.reason}{" "}
          <small>{t("rights.since", { date: moment(restriction.since) })}</small>
        </p>
      ) : (
        <p className="empty">{t("rights.restriction.none")}</p>
      )}
      {asking && (
        <ReasonDialog
          title={t("rights.restriction.place")}
          text={t("rights.restriction.consequence")}
          submit={t("rights.restriction.place")}
          act={restrict}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}
