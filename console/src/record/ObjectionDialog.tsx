// Records that a person objects: to what, why, and since when.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { type Translate, useT } from "../messages";
import { en, type Key } from "../messages/en";
import { Dialog } from "../ui/Dialog";
import { Field, Select } from "../ui/Field";
import { Form } from "../ui/Form";
import { REASON_MAX } from "./ReasonDialog";
import { named } from "./subject";
import { useSubjectAct } from "./useSubjectAct";

const PURPOSES = [
  "research",
  "direct_marketing",
  "profiling",
  "legitimate_interests",
  "public_interest",
] as const;

/** What a purpose is called; one that has no words yet is shown as it is. */
export function purposeName(t: Translate, purpose: string): string {
  const key = `purpose.${purpose}`;
  return key in en ? t(key as Key) : purpose;
}

interface Props {
  subject: Schemas["Subject"];
  onClose: () => void;
}

export function ObjectionDialog({ subject, onClose }: Props) {
  const t = useT();
  const { type, id } = subject;
  const [purpose, setPurpose] = useState<string>(PURPOSES[0]);
  const [reason, setReason] = useState("");
  const [by, setBy] = useState("");
  const [since, setSince] = useState("");
  const act = useSubjectAct(
    subject,
    useCallback(
      (body: Schemas["ObjectionRequest"]) =>
        answered(api.POST("/api/subjects/{id}/objections", { params: named({ type, id }), body })),
      [type, id],
    ),
  );
  const send = async () => {
    const body: Schemas["ObjectionRequest"] = { purpose, reason: reason.trim() };
    if (by.trim()) body.by = by.trim();
    if (since) body.since = new Date(since).toISOString();
    if (await act.run(body)) onClose();
  };
  return (
    <Dialog title={t("rights.objections.record")} onClose={onClose}>
      <Form act={act} submit={t("rights.objections.record")} onSubmit={send}>
        <Select
          label={t("rights.objections.purpose")}
          hint={t(purpose === "research" ? "rights.objections.refused" : "rights.objections.heed")}
          value={purpose}
          options={PURPOSES.map((value) => ({ value, text: purposeName(t, value) }))}
          onChoose={setPurpose}
        />
        <Field
          label={t("rights.reason")}
          autoComplete="off"
          required
          maxLength={REASON_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Field
          label={t("rights.by")}
          hint={t("rights.by.hint")}
          autoComplete="off"
          value={by}
          onChange={(event) => setBy(event.target.value)}
        />
        <Field
          label={t("rights.objections.since")}
          hint={t("rights.objections.since.hint")}
          type="date"
          value={since}
          onChange={(event) => setSince(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
