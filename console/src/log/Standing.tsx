// How the log stands, in one sentence: what was found here the last time.

import { useLanguage } from "../messages";
import { Notice } from "../ui/Notice";
import { FailureText } from "./FailureText";
import type { Found, Memory } from "./memory";

export function Standing({ memory, unseen }: { memory: Memory; unseen: Found | null }) {
  const { t, moment } = useLanguage();
  const { failed, verified } = memory;
  return (
    <>
      {unseen && (
        <Notice kind="bad" title={t("log.unseen")}>
          <p>
            <FailureText found={unseen} />
          </p>
        </Notice>
      )}
      {failed && (
        <Notice kind="bad" title={t("log.failed")}>
          <p>
            <FailureText found={failed.found} />
          </p>
          <p>{t("log.failed.text", { date: moment(failed.at) })}</p>
        </Notice>
      )}
      {!failed && verified && (
        <Notice kind="good" title={t("log.holds")}>
          {t("log.holds.text", { date: moment(verified.at) })}
        </Notice>
      )}
      {!failed && !verified && <Notice title={t("log.never")}>{t("log.never.text")}</Notice>}
    </>
  );
}
