// An authenticator app is shown its secret, and shows that it has it.

import { useCallback, useState } from "react";
import { useT } from "../messages";
import { Copy } from "../ui/Copy";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { QrCode } from "../ui/QrCode";
import { useAct } from "../ui/useAct";

interface Props {
  secret: string;
  uri: string;
  onCode: (code: string) => Promise<unknown>;
}

export function TotpSetUp({ secret, uri, onCode }: Props) {
  const t = useT();
  const [code, setCode] = useState("");
  const act = useAct(useCallback(() => onCode(code.replace(/\s/g, "")), [code, onCode]));
  const codes = { sign_in_failed: "failed.code", unprocessable: "failed.code" } as const;
  return (
    <div className="stack">
      <p>{t("totp.scan")}</p>
      <QrCode text={uri} label={t("totp.picture")} />
      <p>{t("totp.key")}</p>
      <Copy text={secret} label={t("totp.key")} />
      <Form act={act} submit={t("totp.confirm")} instead={codes} onSubmit={() => void act.run()}>
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
      </Form>
    </div>
  );
}
