// One erasure: how far it is, its receipt, and how anybody verifies that without us.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { Facts } from "../record/Facts";
import { typeName } from "../record/subject";
import { useMay } from "../session/permissions";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { ErasureState } from "./ErasureState";
import { Receipt } from "./Receipt";
import { useErasure } from "./useErasure";

export function Component() {
  const { t } = useLanguage();
  const { erasure: id = "" } = useParams();
  const erasure = useErasure(id);
  return (
    <>
      <p>
        <Link to="/data/erasures">{t("erasure.back")}</Link>
      </p>
      <Asked of={erasure}>{(found) => <Found erasure={found} />}</Asked>
    </>
  );
}

function Found({ erasure }: { erasure: Schemas["Erasure"] }) {
  const { t, locale, moment } = useLanguage();
  const may = useMay();
  const key = useQuery({
    queryKey: ["log", "key"],
    queryFn: () => answered(api.GET("/api/log/key", { parseAs: "text" })),
    enabled: may("read_log_key"),
  });
  const { receipt, no_receipt: noReceipt } = erasure;
  const number = (count: number | null | undefined) =>
    typeof count === "number" ? new Intl.NumberFormat(locale).format(count) : null;
  return (
    <>
      <div className="row">
        <h2>{t("erasure.one", { whom: typeName(t, erasure.type), id: erasure.id.slice(0, 8) })}</h2>
        <ErasureState of={erasure} />
      </div>
      {!receipt && !noReceipt && (
        <Notice title={t("erasure.pending.title")}>{t("erasure.pending")}</Notice>
      )}
      <Section title={t("erasure.progress")}>
        <Steps erasure={erasure} />
        <Facts
          rows={[
            [t("rights.reason"), erasure.reason],
            [t("erasure.when"), moment(erasure.erased_at)],
            [t("erasure.removedCount"), number(erasure.documents_removed)],
            [t("erasure.rewrittenCount"), number(erasure.documents_rewritten)],
          ]}
        />
      </Section>
      {receipt && <Receipt erasure={erasure} receipt={receipt} logKey={key.data} />}
      {noReceipt && <Notice title={t("erasure.noReceipt")}>{t("erasure.again")}</Notice>}
    </>
  );
}

const STEPS = ["decided", "erased", "removed", "closed"] as const;

function Steps({ erasure: { state, copies_until: until } }: { erasure: Schemas["Erasure"] }) {
  const { t, moment } = useLanguage();
  const reached = (STEPS as readonly string[]).indexOf(state);
  const date = moment(until);
  return (
    <ol className="steps">
      {STEPS.map((step, at) => (
        <li key={step} data-done={at <= reached}>
          <strong>{t(`erasure.step.${step}`)}</strong>
          <small>{t(`erasure.step.${step}.text`, step === "closed" ? { date } : {})}</small>
          <span className="unseen">{t(at <= reached ? "erasure.done" : "erasure.toDo")}</span>
        </li>
      ))}
    </ol>
  );
}
