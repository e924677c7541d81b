// Asking for a link by which a forgotten password is replaced.

import { type FormEvent, useCallback, useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";

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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!act.busy) void act.run();
  };
  return (
    <Front title={t("forgotten.title")}>
      {sent ? (
        <Notice kind="good" title={t("forgotten.sent.title")}>
          {t("forgotten.sent", { email: email.trim() })}
        </Notice>
      ) : (
        <form className="stack" onSubmit={submit}>
          {act.error !== null && <Notice kind="bad">{words(t, act.error)}</Notice>}
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
          <Button type="submit" look="primary" busy={act.busy}>
            {t("forgotten.submit")}
          </Button>
        </form>
      )}
      <p className="quiet">
        <Link to="/">{t("signIn.title")}</Link>
      </p>
    </Front>
  );
}
