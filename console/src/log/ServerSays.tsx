// What the server itself says of the log: when it last compared what it stores, and who else signs. It is its own word.

import { useQuery } from "@tanstack/react-query";
import { useLanguage } from "../messages";
import { type Operation, useMay } from "../session/permissions";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { readStatus } from "./status";

/** Servers that cannot be asked have no such operation in their roles. */
const READ_STATUS = "read_status" as unknown as Operation;

export function ServerSays() {
  const { t, moment, code } = useLanguage();
  const may = useMay();
  const status = useQuery({
    queryKey: ["log", "status"],
    enabled: may(READ_STATUS),
    queryFn: readStatus,
    retry: false,
  });
  if (!status.data) return null;
  const { reconciliation, witnesses } = status.data;
  const findings = reconciliation?.findings ?? [];
  const number = (count: number) => new Intl.NumberFormat(code).format(count);
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
        <Notice kind="bad" title={t("log.server.findings", { count: findings.length })}>
          <ul>
            {findings.map(({ kind, what }) => (
              <li key={kind + what}>
                <code>{kind}</code> {what}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </Section>
  );
}
