// Going away: one's own account is erased, after its address was typed once more.

import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { useSession, useSessionState } from "../session/SessionProvider";
import { useStepUp } from "../session/StepUp";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { useAct } from "../ui/useAct";

const ADMINISTRATOR = "administrator";

export function DeleteAccount({ email }: { email: string }) {
  const t = useT();
  const { roles, tenant_name: tenant } = useSession();
  const [asked, setAsked] = useState(false);
  const why = roles.includes(ADMINISTRATOR) ? t("account.delete.here", { tenant }) : null;
  return (
    <Section title={t("account.delete")} text={t("account.delete.text")}>
      <div className="row spread">
        <p className="quiet">{t("account.delete.stays")}</p>
        <Button look="danger" why={why} onClick={() => setAsked(true)}>
          {t("account.delete")}
        </Button>
      </div>
      {asked && <DeleteDialog email={email} onClose={() => setAsked(false)} />}
    </Section>
  );
}

function DeleteDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const t = useT();
  const guard = useStepUp();
  const navigate = useNavigate();
  const { end } = useSessionState();
  const [typed, setTyped] = useState("");
  const act = useAct(
    useCallback(async () => {
      const { id } = await guard(() => answered(api.DELETE("/auth/account")));
      await navigate(`/gone/${id}`, { replace: true });
      // The session has ended with the account; here and in other tabs that is to be noticed at once.
      await end({ why: "out" });
    }, [guard, navigate, end]),
  );
  const word = t("account.delete.confirm", { email });
  return (
    <Dialog title={t("account.delete")} onClose={onClose}>
      <Form
        act={act}
        submit={t("account.delete")}
        look="danger"
        why={typed.trim() === email ? null : word}
        instead={{ unprocessable: "account.delete.elsewhere" }}
        onSubmit={() => void act.run()}
      >
        <p>{t("account.delete.text")}</p>
        <p>{t("account.delete.final")}</p>
        <Field
          label={word}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
