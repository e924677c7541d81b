// All exports of the organisation, and asking for one of everything it has.

import { useCallback } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { ExportForm } from "../record/ExportForm";
import { ExportList } from "../record/ExportList";
import { ExportOpening } from "../record/ExportOpening";
import { useExports } from "../record/useExports";
import { useMay } from "../session/permissions";
import { useStepUp } from "../session/StepUp";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";

export function Component() {
  const t = useT();
  const may = useMay();
  const guard = useStepUp();
  const exports = useExports();
  const ask = useCallback(
    (body: Schemas["ExportRequest"]) =>
      guard(() => answered(api.POST("/api/tenant/export", { body }))),
    [guard],
  );
  return (
    <>
      <Section title={t("data.exports")} text={t("export.list.text")}>
        <Pages of={exports} empty={t("export.none.all")}>
          {(items) => (
            <ExportList
              items={items}
              named
              mayRead={may("read_export")}
              mayRemove={may("delete_export")}
            />
          )}
        </Pages>
      </Section>
      {may("export_tenant") && (
        <Section title={t("export.tenant.ask")}>
          <ExportForm text={t("export.tenant.text")} ask={ask} />
        </Section>
      )}
      <ExportOpening />
    </>
  );
}
