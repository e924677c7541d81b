// What erasing a person would take, what it would leave and why, and whom else it touches.

import { begun, typeName } from "../activity/sentence";
import type { Schemas } from "../api/client";
import { useLanguage } from "../messages";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Empty } from "../ui/States";
import { Kept } from "./Kept";

export function ErasurePlan({ plan }: { plan: Schemas["ErasurePlan"] }) {
  const { t, moment } = useLanguage();
  const { documents } = plan;
  const rewritten = documents.filter((it) => it.rewritten > 0);
  return (
    <>
      <Section title={t("erasure.goes")} text={t("erasure.goes.text")}>
        {!plan.whole && <Notice>{t("erasure.notWhole")}</Notice>}
        <Counts
          heading={t("erasure.goes")}
          of={documents.map(({ type, removed }) => ({ type, count: removed }))}
        />
        <p className="quiet">{t("erasure.copies", { date: moment(plan.copies_until) })}</p>
      </Section>
      <Section title={t("erasure.others")} text={t("erasure.others.text")}>
        {rewritten.length === 0 ? (
          <Empty>{t("erasure.others.none")}</Empty>
        ) : (
          <Counts
            heading={t("erasure.others")}
            of={rewritten.map((it) => ({ type: it.type, count: it.rewritten }))}
          />
        )}
      </Section>
      <Section title={t("erasure.stays")} text={t("erasure.stays.text")}>
        <Kept of={plan.kept ?? []} />
      </Section>
    </>
  );
}

interface Count {
  type: string;
  count: number;
}

function Counts({ heading, of }: { heading: string; of: Count[] }) {
  const { t, locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  const shown = of.filter(({ count }) => count > 0);
  const all = shown.reduce((sum, { count }) => sum + count, 0);
  return (
    <table className="table counts">
      <caption className="unseen">{heading}</caption>
      <thead>
        <tr>
          <th scope="col">{t("erasure.type")}</th>
          <th scope="col" className="number">
            {t("erasure.count")}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ type, count }) => (
          <tr key={type}>
            <td>{begun(typeName(t, type))}</td>
            <td className="number">{number.format(count)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("erasure.all")}</th>
          <td className="number">{number.format(all)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
