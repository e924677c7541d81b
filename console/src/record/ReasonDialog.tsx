// Asks why something is done. The reason is kept, so it is one line and may be looked at by others.

import { type FormEvent, type ReactNode, useState } from "react";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import type { Act } from "../ui/useAct";
import { words } from "../ui/words";

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
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!act.busy && (await act.run(reason.trim()))) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" onSubmit={send}>
        {act.error !== null && (
          <Notice kind="bad">{words(t, act.error, { unprocessable: "rights.namesThem" })}</Notice>
        )}
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
        <div className="row">
          <Button type="submit" look="primary" busy={act.busy}>
            {submit}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t("app.close")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
