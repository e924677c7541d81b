// What a verification does not prove, said plainly.

import { useT } from "../messages";
import { Section } from "../ui/Section";
import { useLogStatus } from "./status";

export function Limits() {
  const t = useT();
  const isWitnessed = (useLogStatus()?.witnesses.length ?? 0) > 0;
  return (
    <Section title={t("log.limits")}>
      <dl className="stack limits">
        {!isWitnessed && (
          <div>
            <dt>{t("log.limits.witness")}</dt>
            <dd>{t("log.limits.witness.text")}</dd>
          </div>
        )}
        <div>
          <dt>{t("log.limits.page")}</dt>
          <dd>{t("log.limits.page.text")}</dd>
        </div>
        <div>
          <dt>{t("log.limits.happened")}</dt>
          <dd>{t("log.limits.happened.text")}</dd>
        </div>
      </dl>
    </Section>
  );
}
