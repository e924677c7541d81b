// What is shown beside a password.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import type { SecondFactor } from "../session/assurance";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { showPasskey } from "./passkey";

type Progress = Schemas["SignInProgress"];

interface Props {
  progress: Progress;
  factors: SecondFactor[];
  onProgress: (progress: Progress) => Promise<void>;
  onBack: () => void;
}

export function SecondStep({ progress, factors, onProgress, onBack }: Props) {
  const t = useT();
  const [factor, setFactor] = useState<SecondFactor>(factors[0] ?? "totp");
  const others = factors.filter((it) => it !== factor);
  const step = { signIn: progress.sign_in, onProgress };
  return (
    <div className="stack">
      <h2>{t("second.title")}</h2>
      {factor === "passkey" ? (
        <PasskeyStep {...step} />
      ) : (
        <CodeStep {...step} factor={factor} key={factor} />
      )}
      {others.length > 0 && (
        <fieldset className="others">
          <legend>{t("second.other")}</legend>
          {others.map((other) => (
            <Button key={other} look="quiet" onClick={() => setFactor(other)}>
              {t(`second.${other}`)}
            </Button>
          ))}
        </fieldset>
      )}
      <Button look="quiet" onClick={onBack}>
        {t("app.back")}
      </Button>
    </div>
  );
}

interface StepProps {
  signIn: string;
  onProgress: (progress: Progress) => Promise<void>;
}

function PasskeyStep({ signIn, onProgress }: StepProps) {
  const t = useT();
  const act = useAct(
    useCallback(async () => onProgress(await showPasskey(signIn)), [signIn, onProgress]),
  );
  return (
    <>
      {act.error !== null && (
        <Notice kind="bad">{words(t, act.error, { sign_in_failed: "failed.passkey" })}</Notice>
      )}
      <p>{t("second.passkey.hint")}</p>
      <Button look="primary" busy={act.busy} onClick={() => void act.run()}>
        {t("second.passkey.submit")}
      </Button>
    </>
  );
}

function CodeStep({
  signIn,
  factor,
  onProgress,
}: StepProps & { factor: "totp" | "recovery_code" }) {
  const t = useT();
  const [code, setCode] = useState("");
  const act = useAct(
    useCallback(async () => {
      const path = factor === "totp" ? "/auth/totp" : "/auth/recovery-code";
      const body = { sign_in: signIn, code: code.trim() };
      await onProgress(await answered(api.POST(path, { body })));
    }, [factor, signIn, code, onProgress]),
  );
  return (
    <Form
      act={act}
      submit={t("app.continue")}
      instead={{ sign_in_failed: "failed.code" }}
      onSubmit={() => void act.run()}
    >
      <Field
        label={t(factor === "totp" ? "second.totp.field" : "second.recovery_code")}
        hint={t(`second.${factor}.hint`)}
        name="code"
        autoComplete="one-time-code"
        inputMode={factor === "totp" ? "numeric" : "text"}
        autoFocus
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
    </Form>
  );
}
