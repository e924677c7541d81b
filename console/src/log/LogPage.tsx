// Whether the log is whole and as it was, checked in this browser without trust in the server that shows it.

import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Copy } from "../ui/Copy";
import { useTitle } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Limits } from "./Limits";
import { Remembered } from "./Remembered";
import { ReportView } from "./ReportView";
import { ServerSays } from "./ServerSays";
import { Standing } from "./Standing";
import { type Progress, useVerification } from "./useVerification";
import { RECORDS } from "./verify";

export function Component() {
  const { t, locale } = useLanguage();
  useTitle(t("log.title"));
  const verification = useVerification();
  const { memory, progress, unseen, isUnkept, begin, cancel } = verification;
  const { verified } = memory;
  const newest = new Intl.NumberFormat(locale).format(RECORDS);
  return (
    <>
      <Standing memory={memory} unseen={unseen} />
      {isUnkept && <Notice kind="bad">{t("log.unkept")}</Notice>}
      <Section title={t("log.verify")} text={t("log.verify.text", { count: newest })}>
        {progress ? (
          <Underway progress={progress} onCancel={cancel} />
        ) : (
          <div className="row">
            <Button look="primary" onClick={() => begin(false)}>
              {t(verified ? "log.verify.new" : "log.verify.first")}
            </Button>
            {verified && <Button onClick={() => begin(true)}>{t("log.verify.everything")}</Button>}
          </div>
        )}
        {verified && !memory.failed && <ReportView report={verified.report} />}
      </Section>
      <ServerSays />
      <Limits />
      {verified && (
        <Section
          title={t("log.key")}
          text={t(verified.report.isFirst ? "log.key.first" : "log.key.text")}
        >
          <Copy text={verified.report.key} label={t("log.key")} />
        </Section>
      )}
      <Remembered verification={verification} />
    </>
  );
}

function Underway({ progress, onCancel }: { progress: Progress; onCancel: () => void }) {
  const { t, locale } = useLanguage();
  const { step, done, total } = progress;
  const number = (count: number) => new Intl.NumberFormat(locale).format(count);
  return (
    <div className="underway">
      <progress
        aria-label={t("log.verify")}
        value={step === "deployment" && done === 0 ? undefined : done}
        max={Math.max(total, 1)}
      />
      <p className="quiet" role="status">
        {t(`log.step.${step}`)}{" "}
        {total > 0 && t("log.entries", { done: number(done), total: number(total) })}
      </p>
      <Button onClick={onCancel}>{t("log.cancel")}</Button>
    </div>
  );
}
