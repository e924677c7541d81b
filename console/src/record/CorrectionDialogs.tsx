// Recording what is said to be wrong, and refusing to change it.

import { useCallback, useId, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { ReasonDialog } from "./ReasonDialog";
import { named, type SubjectName } from "./subject";
import { useSubjectAct } from "./useSubjectAct";

export const WRONG_MAX = 4000;

export function RequestDialog({ name, onClose }: { name: SubjectName; onClose: () => void }) {
  const t = useT();
  const field = useId();
  const { type, id } = name;
  const [document, setDocument] = useState(type === "Subject" ? "" : `${type}/${id}`);
  const [wrong, setWrong] = useState("");
  const [by, setBy] = useState("");
  const act = useSubjectAct(
    name,
    useCallback(
      (body: Schemas["CorrectionRequest"]) =>
        answered(api.POST("/api/subjects/{id}/corrections", { params: named({ type, id }), body })),
      [type, id],
    ),
  );
  const send = async () => {
    const body: Schemas["CorrectionRequest"] = { document: document.trim(), wrong: wrong.trim() };
    if (by.trim()) body.by = by.trim();
    if (await act.run(body)) onClose();
  };
  const instead = { not_found: "rights.corrections.noDocument" } as const;
  return (
    <Dialog title={t("rights.corrections.record")} onClose={onClose}>
      <Form act={act} submit={t("rights.corrections.record")} onSubmit={send} instead={instead}>
        <Field
          label={t("rights.corrections.document")}
          hint={t("rights.corrections.document.hint")}
          autoComplete="off"
          required
          value={document}
          onChange={(event) => setDocument(event.target.value)}
        />
        <div className="field">
          <label htmlFor={field}>{t("rights.corrections.wrong")}</label>
          <textarea
            id={field}
            rows={5}
            required
            maxLength={WRONG_MAX}
            value={wrong}
            onChange={(event) => setWrong(event.target.value)}
          />
        </div>
        <Field
          label={t("rights.by")}
          hint={t("rights.by.hint")}
          autoComplete="off"
          value={by}
          onChange={(event) => setBy(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}

interface Props {
  name: SubjectName;
  correction: Schemas["Correction"];
  onClose: () => void;
}

export function RefuseDialog({ name, correction, onClose }: Props) {
  const t = useT();
  const { type, id } = name;
  const refuse = useSubjectAct(
    name,
    useCallback(
      (reason: string) => {
        const params = { path: { id, correction: correction.id }, query: { type } };
        const address = "/api/subjects/{id}/corrections/{correction}/refusal";
        return answered(api.POST(address, { params, body: { reason } }));
      },
      [type, id, correction.id],
    ),
  );
  return (
    <ReasonDialog
      title={t("rights.corrections.refuseOne", { document: correction.document })}
      hint={t("rights.corrections.refusal.hint")}
      submit={t("rights.corrections.refuse")}
      act={refuse}
      onClose={onClose}
    />
  );
}
