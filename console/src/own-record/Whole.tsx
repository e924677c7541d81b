// The whole record as one file of FHIR, put together here.

import { useCallback, useState } from "react";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { save } from "../ui/save";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { collectRecord } from "./collectRecord";
import { dayOf } from "./words";

export function Whole() {
  const t = useT();
  const [count, setCount] = useState<number | null>(null);
  const [done, setDone] = useState(false);
  const act = useAct(
    useCallback(async () => {
      setDone(false);
      setCount(0);
      const text = await collectRecord(setCount);
      save(
        `my-record-${dayOf(new Date())}.json`,
        new Blob([text], { type: "application/fhir+json" }),
      );
      setDone(true);
    }, []),
  );
  return (
    <Section title={t("copy.whole")} text={t("copy.whole.text")}>
      {act.error !== null && <Notice kind="bad">{words(t, act.error)}</Notice>}
      {done && <Notice kind="good">{t("copy.whole.done", { count: count ?? 0 })}</Notice>}
      <div className="row">
        <Button look="primary" busy={act.busy} onClick={() => void act.run()}>
          {t("copy.whole.save")}
        </Button>
        <span role="status" className="quiet">
          {act.busy && t("copy.whole.busy", { count: count ?? 0 })}
        </span>
      </div>
    </Section>
  );
}
