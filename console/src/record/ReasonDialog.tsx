// Asks why something is done. The reason is kept, so it is one line and may be looked at by others.

import { type ReactNode, useState } from "react";
import { useT } from "../messages";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import type { Act } from "../ui/useAct";

export const REASON_MAX = 500;

interface Props {
  title: string;
  text?: ReactNode;
  hint?: string;
  submit: string;
  act: Act<[string]>;
  onClose: () => void;
}

export function ReasonDialog({ title, text, hint, submit, act, onClose }: Props) {
  const t = useT();
  const [reason, setReason] = useState("");
  const send = async () => {
    if (await act.run(reason.trim())) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        act={act}
        submit={submit}
        instead={{ unprocessable: "rights.namesThem" }}
        onSubmit={send}
      >
        {text && <p>{text}</p>}
        <Field
          label={t("rights.reason")}
          hint={hint ?? t("rights.reason.hint")}
          autoComplete="off"
          required
          maxLength={REASON_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
