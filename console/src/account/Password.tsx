// Choosing another password.

import { useState } from "react";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { NewPassword } from "../sign-in/NewPassword";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { useAccountChange } from "./useAccountAct";

export function Password({ email }: { email: string }) {
  const t = useT();
  const change = useAccountChange();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  return (
    <Section
      title={t("account.password")}
      text={t("account.password.text")}
      action={<Button onClick={() => setOpen(true)}>{t("account.password.change")}</Button>}
    >
      {done && <Notice kind="good">{t("account.password.done")}</Notice>}
      {open && (
        <Dialog title={t("account.password.change")} onClose={() => setOpen(false)}>
          <NewPassword
            email={email}
            submit={t("app.save")}
            onChosen={async (body) => {
              await change(() => answered(api.PUT("/auth/account/password", { body })));
              setOpen(false);
              setDone(true);
            }}
          />
        </Dialog>
      )}
    </Section>
  );
}
