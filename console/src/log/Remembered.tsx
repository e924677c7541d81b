// What this browser remembers, to be taken elsewhere or forgotten.

import { useState } from "react";
import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Section } from "../ui/Section";
import { save } from "../ui/save";
import type { Verification } from "./useVerification";

export function Remembered({ verification }: { verification: Verification }) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { state, failed } = verification.memory;
  if (state === null && failed === null) return null;
  const forget = () => {
    verification.forget();
    setAsking(false);
  };
  return (
    <Section title={t("log.memory")} text={t("log.memory.text")}>
      <div className="row">
        {state !== null && (
          <Button onClick={() => save("log.state", new Blob([state], { type: "text/plain" }))}>
            {t("log.memory.save")}
          </Button>
        )}
        <Button look="danger" onClick={() => setAsking(true)}>
          {t("log.memory.forget")}
        </Button>
      </div>
      {asking && (
        <Dialog title={t("log.memory.forget")} onClose={() => setAsking(false)}>
          <p>{t("log.memory.forget.text")}</p>
          <div className="row">
            <Button look="danger" onClick={forget}>
              {t("log.memory.forget")}
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}
