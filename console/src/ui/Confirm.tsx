// Asks once more before something that nobody can take back.

import { Dialog } from "./Dialog";
import { Form } from "./Form";
import type { Act } from "./useAct";

interface Props {
  title: string;
  /** What it means. */
  text: string;
  submit: string;
  act: Pick<Act<[]>, "busy" | "error">;
  /** Does it, and gives whether it went well. */
  onConfirm: () => Promise<boolean>;
  onClose: () => void;
}

export function Confirm({ title, text, submit, act, onConfirm, onClose }: Props) {
  const confirm = async () => {
    if (await onConfirm()) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <Form act={act} submit={submit} look="danger" onSubmit={() => void confirm()}>
        <p>{text}</p>
      </Form>
    </Dialog>
  );
}
