// A patient asks to be erased, and sees what became of that. The clinic alone may erase.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { REASON_MAX } from "../record/ReasonDialog";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { words } from "../ui/words";
import { useErasureWish, useOwnAct } from "./requests";

export function ErasureWish({ id }: { id: string }) {
  const { t } = useLanguage();
  const { tenant_name: tenant } = useSession();
  return (
    <Section title={t("rights.erase")} text={t("rights.erase.text", { tenant })}>
      <ul className="own-points">
        <li>{t("rights.erase.kept")}</li>
        <li>{t("rights.erase.copies")}</li>
        <li>{t("rights.erase.receipt")}</li>
      </ul>
      <Asked of={useErasureWish(id)}>
        {(wish) =>
          wish?.state === "open" ? <Open id={id} wish={wish} /> : <Ask id={id} wish={wish} />
        }
      </Asked>
    </Section>
  );
}

interface Props {
  id: string;
  wish: Schemas["RequestedErasure"] | null;
}

function Ask({ id, wish }: Props) {
  const { t, moment } = useLanguage();
  const [reason, setReason] = useState("");
  const ask = useOwnAct(
    useCallback(
      (body: Schemas["NewErasureRequest"]) => {
        const params = { path: { id } };
        return answered(api.POST("/api/subjects/{id}/erasure-request", { params, body }));
      },
      [id],
    ),
  );
  const send = () => ask.run(reason.trim() ? { reason: reason.trim() } : {});
  return (
    <>
      {wish?.decided_at && (
        <Notice>
          <p>{t("rights.erase.refused", { date: moment(wish.decided_at) })}</p>
          <p className="prose">{wish.refusal}</p>
        </Notice>
      )}
      <Form act={ask} submit={t("rights.erase.ask")} look="danger" onSubmit={send}>
        <Field
          label={t("rights.erase.reason")}
          hint={t("rights.erase.reason.hint")}
          autoComplete="off"
          maxLength={REASON_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Form>
    </>
  );
}

function Open({ id, wish }: { id: string; wish: Schemas["RequestedErasure"] }) {
  const { t, moment } = useLanguage();
  const withdraw = useOwnAct(
    useCallback(
      () =>
        answered(api.DELETE("/api/subjects/{id}/erasure-request", { params: { path: { id } } })),
      [id],
    ),
  );
  return (
    <>
      {withdraw.error !== null && <Notice kind="bad">{words(t, withdraw.error)}</Notice>}
      <Notice>{t("rights.erase.asked", { date: moment(wish.requested_at) })}</Notice>
      <div className="row">
        <Button busy={withdraw.busy} onClick={() => void withdraw.run()}>
          {t("rights.erase.withdraw")}
        </Button>
      </div>
    </>
  );
}
