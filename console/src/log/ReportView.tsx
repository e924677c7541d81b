// What a verification saw, point by point.

import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { TREES, type TreeName } from "./checkpoint";
import type { Report } from "./verify";

export function ReportView({ report }: { report: Report }) {
  const { t, locale } = useLanguage();
  const number = (count: number) => new Intl.NumberFormat(locale).format(count);
  const numbers = (tree: TreeName) => {
    const { size, entries, records, writers, remembered, gone } = report.trees[tree];
    return {
      tree: t(`log.tree.${tree}`),
      size: number(size),
      entries: number(entries),
      records: number(records),
      writers: number(writers),
      remembered: number(remembered),
      gone: number(gone),
    };
  };
  const line = (key: Key, values = {}) => <li key={JSON.stringify(values)}>{t(key, values)}</li>;
  const each = (key: Key) => TREES.map((tree) => line(key, numbers(tree)));
  const some = (key: Key, what: "records" | "gone") =>
    TREES.filter((tree) => report.trees[tree][what] > 0).map((tree) => line(key, numbers(tree)));
  return (
    <ul className="points" aria-label={t("log.seen")}>
      {line("log.seen.signed")}
      {each("log.seen.whole")}
      {some("log.seen.records", "records")}
      {some("log.seen.gone", "gone")}
      {report.isFirst ? line("log.seen.first") : each("log.seen.grown")}
      {line("log.seen.deployment", { count: number(report.deployment) })}
      {report.reconciled !== null &&
        line("log.seen.reconciled", { count: number(report.reconciled) })}
    </ul>
  );
}
