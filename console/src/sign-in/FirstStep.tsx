// An address with its password, or a passkey, which says itself whose it is.

import { useCallback, useState } from "react";
import { Link } from "react-router";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Field, PasswordField } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { hasPasskeys, showPasskey } from "./passkey";
import { provePassword } from "./password";

interface Props {
  email: string | undefined;
  onProgress: (progress: Schemas["SignInProgress"]) => Promise<void>;
}

export function FirstStep({ email: known, onProgress }: Props) {
  const t = useT();
  const [email, setEmail] = useState(known ?? "");
  const [password, setPassword] = useState("");
  const byPassword = useAct(
    useCallback(
      async () => onProgress(await provePassword(email, password)),
      [email, password, onProgress],
    ),
  );
  const byPasskey = useAct(
    useCallback(async () => onProgress(await showPasskey(null)), [onProgress]),
  );
  return (
    <div className="stack">
      <Form
        act={byPassword}
        submit={t(byPassword.busy ? "signIn.busy" : "signIn.submit")}
        onSubmit={() => void byPassword.run()}
      >
        <Field
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="username"
          required
          readOnly={known !== undefined}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <PasswordField
          label={t("signIn.password")}
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Form>
      <p className="or">{t("signIn.or")}</p>
      {byPasskey.error !== null && (
        <Notice kind="bad">
          {words(t, byPasskey.error, { sign_in_failed: "failed.passkey" })}
        </Notice>
      )}
      <Button
        busy={byPasskey.busy}
        why={hasPasskeys() ? null : t("signIn.noPasskeys")}
        onClick={() => void byPasskey.run()}
      >
        {t("signIn.passkey")}
      </Button>
      <p className="quiet">
        <Link to="/forgotten">{t("signIn.forgotten")}</Link>
      </p>
      <p className="quiet">{t("signIn.private")}</p>
    </div>
  );
}
