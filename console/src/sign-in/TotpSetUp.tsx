// An authenticator app is shown its secret, and shows that it has it.

import { type FormEvent, useCallback, useState } from "react";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Copy } from "../ui/Copy";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { QrCode } from "../ui/QrCode";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";

interface Props {
  secret: string;
  uri: string;
  onCode: (code: string) => Promise<unknown>;
}

export function TotpSetUp({ secret, uri, onCode }: Props) {
  const t = useT();
  const [code, setCode] = useState("");
  const act = useAct(useCallback(() => onCode(code.replace(/\s/g, "")), [code, onCode]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!act.busy) void act.run();
  };
  const codes = { sign_in_failed: "failed.code", unprocessable: "failed.code" } as const;
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t("totp.scan")}</p>
      <QrCode text={uri} label={t("totp.picture")} />
      <p>{t("totp.key")}</p>
      <Copy text={secret} label={t("totp.key")} />
      {act.error !== null && <Notice kind="bad">{words(t, act.error, codes)}</Notice>}
      <Field
        label={t("second.totp.field")}
        hint={t("second.totp.hint")}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" look="primary" busy={act.busy}>
        {t("totp.confirm")}
      </Button>
    </form>
  );
}
