// The proof of one event, checked in this browser, and to be taken along.

import { useCallback, useState } from "react";
import { FailureText } from "../log/FailureText";
import { Failure } from "../log/failure";
import { recall, recallState } from "../log/memory";
import { type Proved, prove } from "../log/prove";
import { Server } from "../log/source";
import { useLanguage } from "../messages";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { save } from "../ui/save";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import type { Event } from "./sentence";

export function EventProof({ event }: { event: Event }) {
  const { t } = useLanguage();
  const { tenant } = useSession().session;
  const [proved, setProved] = useState<Proved | null>(null);
  const check = useAct(
    useCallback(async () => {
      setProved(null);
      const remembered = await recallState(recall(tenant));
      setProved(await prove(new Server(window.location.origin), event, remembered));
    }, [tenant, event]),
  );
  return (
    <Section title={t("activity.event.proof")} text={t("activity.event.proof.text")}>
      {check.error !== null && <Wrong error={check.error} />}
      {proved && <Good proved={proved} />}
      <div className="row">
        <Button busy={check.busy} onClick={() => void check.run()}>
          {t("activity.event.proof.check")}
        </Button>
        {proved && (
          <Button look="quiet" onClick={() => save(`${event.id}.json`, fileOf(proved))}>
            {t("activity.event.proof.save")}
          </Button>
        )}
      </div>
    </Section>
  );
}

const fileOf = ({ proof }: Proved) =>
  new Blob([JSON.stringify(proof, null, 2)], { type: "application/json" });

function Good({ proved: { index, size, remembered } }: { proved: Proved }) {
  const { t } = useLanguage();
  return (
    <Notice kind="good">
      <p>{t("activity.event.proof.good", { index: index + 1, size })}</p>
      <p>
        {remembered === null
          ? t("activity.event.proof.first")
          : t("activity.event.proof.begins", { size: remembered })}
      </p>
    </Notice>
  );
}

function Wrong({ error }: { error: unknown }) {
  const { t } = useLanguage();
  if (!(error instanceof Failure)) return <Notice kind="bad">{words(t, error)}</Notice>;
  if (error.code === "unread" && String(error.values.problem).startsWith("404")) {
    return <Notice>{t("activity.event.proof.waits")}</Notice>;
  }
  return (
    <Notice kind="bad">
      <FailureText found={error} />
    </Notice>
  );
}
