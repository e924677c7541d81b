// What the link in the letter about a forgotten password leads to.

import { useCallback, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { useful } from "../session/assurance";
import { Button } from "../ui/Button";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { Enrol } from "./Enrol";
import { NewPassword } from "./NewPassword";
import { SecondStep } from "./SecondStep";

type Progress = Schemas["SignInProgress"];
type Step =
  | { at: "begin" }
  | { at: "second" | "choose"; progress: Progress }
  | { at: "done"; progress: Progress; mayEnrol: boolean }
  | { at: "enrol"; ticket: string }
  | { at: "enrolled" };

export function RecoveryPage() {
  const t = useT();
  const { ticket: recovery = "" } = useParams();
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>({ at: "begin" });
  // A step of its own: the link is good once, and is not to be used up by looking at it.
  const begin = useAct(
    useCallback(async () => {
      const progress = await answered(api.POST("/auth/recovery/finish", { body: { recovery } }));
      setStep({ at: progress.second_factors.length > 0 ? "second" : "choose", progress });
    }, [recovery]),
  );
  const toSignIn = (
    <Link className="button primary" to="/">
      {t("signIn.title")}
    </Link>
  );
  if (step.at === "second") {
    const factors = useful(step.progress.second_factors, "two_factors");
    const go = async (progress: Progress) => setStep({ at: "choose", progress });
    return (
      <Front title={t("recovery.title")}>
        <SecondStep
          progress={step.progress}
          factors={factors}
          onProgress={go}
          onBack={() => navigate("/")}
        />
      </Front>
    );
  }
  if (step.at === "choose") {
    const { sign_in, factors } = step.progress;
    const onChosen = async (registered: Schemas["NewPassword"]) => {
      const body = { sign_in, ...registered };
      const progress = await answered(api.PUT("/auth/recovery/password", { body }));
      const mayEnrol = progress.second_factors.length === 0 && factors.length === 1;
      setStep({ at: "done", progress, mayEnrol });
    };
    return (
      <Front title={t("recovery.title")}>
        <NewPassword email="" submit={t("app.save")} onChosen={onChosen} />
      </Front>
    );
  }
  if (step.at === "done") {
    const { sign_in: ticket } = step.progress;
    return (
      <Front title={t("recovery.done.title")}>
        <div className="stack">
          <Notice kind="good">{t("recovery.done")}</Notice>
          {step.mayEnrol && <p>{t("recovery.noFactor")}</p>}
          {step.mayEnrol && (
            <Button onClick={() => setStep({ at: "enrol", ticket })}>{t("recovery.enrol")}</Button>
          )}
          {toSignIn}
        </div>
      </Front>
    );
  }
  if (step.at === "enrol") {
    return (
      <Front title={t("enrol.title")}>
        <p>{t("enrol.textOwn")}</p>
        <Enrol
          ticket={step.ticket}
          wanted="two_factors"
          onDone={async () => setStep({ at: "enrolled" })}
        />
      </Front>
    );
  }
  if (step.at === "enrolled") {
    return (
      <Front title={t("enrol.done.title")}>
        <div className="stack">
          <Notice kind="good">{t("enrol.done")}</Notice>
          {toSignIn}
        </div>
      </Front>
    );
  }
  return (
    <Front title={t("recovery.title")}>
      <div className="stack">
        {begin.error !== null && (
          <Notice kind="bad">
            {words(t, begin.error, { sign_in_failed: "failed.link", ceremony_over: "failed.link" })}
          </Notice>
        )}
        <p>{t("recovery.text")}</p>
        <Button look="primary" busy={begin.busy} onClick={() => void begin.run()}>
          {t("recovery.begin")}
        </Button>
        {begin.error !== null && <Link to="/forgotten">{t("signIn.forgotten")}</Link>}
      </div>
    </Front>
  );
}
