// Taking along what is filtered.

import { useCallback, useEffect, useRef, useState } from "react";
import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Select } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { save } from "../ui/save";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { EXPORT_MOST, type Exported, exportEvents, type Form } from "./export";
import type { Filters } from "./filters";

export function ExportDialog({ filters, onClose }: { filters: Filters; onClose: () => void }) {
  const { t, locale, moment } = useLanguage();
  const [form, setForm] = useState<Form>("ndjson");
  const [progress, setProgress] = useState<{ count: number; back: string } | null>(null);
  const [made, setMade] = useState<Exported | null>(null);
  const making = useRef<AbortController | null>(null);
  useEffect(() => () => making.current?.abort(), []);
  const number = (count: number) => new Intl.NumberFormat(locale).format(count);
  const make = useAct(
    useCallback(async () => {
      making.current = new AbortController();
      const { signal } = making.current;
      const onProgress = (count: number, back: string) => setProgress({ count, back });
      setMade(await exportEvents(filters, form, signal, onProgress));
    }, [filters, form]),
  );
  return (
    <Dialog title={t("activity.export.title")} onClose={onClose}>
      <p className="quiet">{t("activity.export.text", { count: number(EXPORT_MOST) })}</p>
      {make.error !== null && <Notice kind="bad">{words(t, make.error)}</Notice>}
      {!made && !make.busy && (
        <Select
          label={t("activity.export.form")}
          value={form}
          options={[
            { value: "ndjson", text: t("activity.export.ndjson") },
            { value: "csv", text: t("activity.export.csv") },
          ]}
          onChoose={(chosen) => setForm(chosen === "csv" ? "csv" : "ndjson")}
        />
      )}
      {make.busy && progress && (
        <p role="status">
          {t("activity.export.busy", {
            count: number(progress.count),
            date: moment(progress.back),
          })}
        </p>
      )}
      {made && (
        <Notice kind={made.isFull ? "info" : "good"}>
          {t(made.isFull ? "activity.export.full" : "activity.export.done", {
            count: number(made.count),
          })}
        </Notice>
      )}
      <div className="row">
        {made ? (
          <Button look="primary" onClick={() => save(`events.${form}`, made.file)}>
            {t("activity.export.save")}
          </Button>
        ) : (
          <Button look="primary" busy={make.busy} onClick={() => void make.run()}>
            {t("activity.export.begin")}
          </Button>
        )}
        {make.busy && <Button onClick={onClose}>{t("activity.export.stop")}</Button>}
      </div>
    </Dialog>
  );
}
