// Everything about a person, for the person (GDPR, Articles 15 and 20): asked for, looked after and fetched.

import { useCallback } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useStepUp } from "../session/StepUp";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { Empty } from "../ui/States";
import { ExportForm } from "./ExportForm";
import { ExportList } from "./ExportList";
import { ExportOpening } from "./ExportOpening";
import { named, useSubjectName } from "./subject";
import { useExports } from "./useExports";

export function Component() {
  const t = useT();
  const may = useMay();
  const { type, id } = useSubjectName();
  const guard = useStepUp();
  const exports = useExports();
  const ask = useCallback(
    (body: Schemas["ExportRequest"]) => {
      const params = named({ type, id });
      return guard(() => answered(api.POST("/api/subjects/{id}/export", { params, body })));
    },
    [guard, type, id],
  );
  return (
    <>
      {may("export_subject") && (
        <Section title={t("export.ask")}>
          <ExportForm text={t("export.ask.text")} ask={ask} />
        </Section>
      )}
      <Section title={t("export.ofPerson")} text={t("export.list.text")}>
        <Pages of={exports} empty={t("export.none")}>
          {(items) => {
            const theirs = items.filter((it) => it.type === type && it.subject === id);
            if (theirs.length === 0) return <Empty>{t("export.none")}</Empty>;
            return (
              <ExportList
                items={theirs}
                named={false}
                mayRead={may("read_export")}
                mayRemove={may("delete_export")}
              />
            );
          }}
        </Pages>
      </Section>
      <ExportOpening />
    </>
  );
}
