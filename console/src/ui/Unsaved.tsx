// Nobody leaves what they have typed by mistake.

import { useEffect } from "react";
import { useBlocker } from "react-router";
import { useT } from "../messages";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

/** Asks before the page is left, as long as there is something to lose. Gives the question. */
export function Unsaved({ when }: { when: boolean }) {
  const t = useT();
  const blocker = useBlocker(when);
  useEffect(() => {
    if (!when) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [when]);
  if (blocker.state !== "blocked") return null;
  return (
    <Dialog title={t("patients.unsaved")} onClose={blocker.reset}>
      <p>{t("patients.unsavedText")}</p>
      <div className="row">
        <Button look="primary" onClick={blocker.reset}>
          {t("patients.stay")}
        </Button>
        <Button look="danger" onClick={blocker.proceed}>
          {t("patients.leave")}
        </Button>
      </div>
    </Dialog>
  );
}
