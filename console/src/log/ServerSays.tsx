// What the server itself says of the log: when it last compared what it stores, and who else signs. It is its own word.

import { useLanguage } from "../messages";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Findings } from "./Findings";
import { useLogStatus } from "./status";

export function ServerSays() {
  const { t, moment, locale } = useLanguage();
  const status = useLogStatus();
  if (!status) return null;
  const { reconciliation, witnesses } = status;
  const findings = reconciliation?.findings ?? [];
  const number = (count: number) => new Intl.NumberFormat(locale).format(count);
  return (
    <Section title={t("log.server")} text={t("log.server.text")}>
      <ul className="points plain">
        <li>
          {reconciliation
            ? t("log.server.reconciled", {
                date: moment(reconciliation.at),
                rows: number(reconciliation.rows),
              })
            : t("log.server.unreconciled")}
        </li>
        <li>
          {witnesses.length > 0
            ? t("log.server.witnesses", { names: witnesses.join(", ") })
            : t("log.server.unwitnessed")}
        </li>
      </ul>
      {findings.length > 0 && (
        <Notice kind="bad" title={t("log.server.findings")}>
          <Findings of={findings} />
        </Notice>
      )}
    </Section>
  );
}
