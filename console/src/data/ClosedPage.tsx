// All that is left of an account that is closed: until when it is there, and taking along what it has.

import { useCallback } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { ExportForm } from "../record/ExportForm";
import { ExportList } from "../record/ExportList";
import { useExports } from "../record/useExports";
import { useSessionState } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { useStatus } from "./useStatus";

export default function ClosedPage() {
  const { t, moment } = useLanguage();
  const status = useStatus(true);
  const exports = useExports();
  const { end } = useSessionState();
  const out = useAct(useCallback(() => end({ why: "out" }), [end]));
  const ask = useCallback(
    (body: Schemas["ExportRequest"]) => answered(api.POST("/api/tenant/export", { body })),
    [],
  );
  const until = status.data?.ends_at;
  const items = (exports.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <Front title={t("closed.title")}>
      {until && <Notice kind="bad">{t("ending.closed", { date: moment(until) })}</Notice>}
      {exports.error ? (
        <p>{t("closed.notYours")}</p>
      ) : (
        <>
          <ExportForm text={t("closed.text")} ask={ask} />
          <ExportList
            items={items.filter(({ type }) => !type)}
            named={false}
            mayRead
            mayRemove={false}
          />
        </>
      )}
      <Button look="quiet" busy={out.busy} onClick={() => void out.run()}>
        {t("nav.signOut")}
      </Button>
    </Front>
  );
}
