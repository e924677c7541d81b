// Asking for a link by which a forgotten password is replaced. That a server sends no mail it says only once asked.

import { useCallback, useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client";
import { answered, isProblem } from "../api/problem";
import { useT } from "../messages";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";

export function ForgottenPage() {
  const t = useT();
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const act = useAct(
    useCallback(async () => {
      await answered(api.POST("/auth/recovery", { body: { email: email.trim() } }));
      setSent(true);
    }, [email]),
  );
  return (
    <Front title={t("forgotten.title")}>
      {isProblem(act.error, "mail_not_configured") ? (
        <Notice title={t("forgotten.noMail.title")}>{t("forgotten.noMail")}</Notice>
      ) : sent ? (
        <Notice kind="good" title={t("forgotten.sent.title")}>
          {t("forgotten.sent", { email: email.trim() })}
        </Notice>
      ) : (
        <Form act={act} submit={t("forgotten.submit")} onSubmit={() => void act.run()}>
          <p>{t("forgotten.text")}</p>
          <Field
            label={t("signIn.email")}
            type="email"
            name="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Form>
      )}
      <p className="quiet">
        <Link to="/">{t("signIn.title")}</Link>
      </p>
    </Front>
  );
}
