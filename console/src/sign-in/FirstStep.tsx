// An address with its password, or a passkey, which says itself whose it is.

import { type FormEvent, useCallback, useState } from "react";
import { Link } from "react-router";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Field, PasswordField } from "../ui/Field";
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!byPassword.busy) void byPassword.run();
  };
  const failed = byPassword.error
    ? words(t, byPassword.error)
    : byPasskey.error
      ? words(t, byPasskey.error, { sign_in_failed: "failed.passkey" })
      : null;
  return (
    <div className="stack">
      {failed && <Notice kind="bad">{failed}</Notice>}
      <form className="stack" onSubmit={submit}>
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
        <Button type="submit" look="primary" busy={byPassword.busy}>
          {t(byPassword.busy ? "signIn.busy" : "signIn.submit")}
        </Button>
      </form>
      <p className="or">{t("signIn.or")}</p>
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
