// Over the activity: whether its log was verified here, what the server says of it, and by whom else it is witnessed.

import { Link } from "react-router";
import { useLanguage } from "../messages";
import { useSession } from "../session/SessionProvider";
import { recall } from "./memory";
import { useLogStatus } from "./status";

export function Banner() {
  const { t, moment } = useLanguage();
  const { verified, failed } = recall(useSession().session.tenant);
  const status = useLogStatus();
  const witnesses = status?.witnesses ?? [];
  const isFound = (status?.reconciliation?.findings.length ?? 0) > 0;
  const look = failed || isFound ? "bad" : verified ? "good" : "info";
  const stands = verified ? "log.holds" : "log.never";
  const heading = failed ? "log.failed" : isFound ? "log.banner.findings" : stands;
  return (
    <p className={`banner ${look}`}>
      <span>
        <strong>{t(heading)}</strong>{" "}
        {failed && t("log.banner.failed", { date: moment(failed.at) })}
        {verified && !failed && t("log.banner.verified", { date: moment(verified.at) })}{" "}
        {!failed &&
          (witnesses.length > 0
            ? t("log.banner.witnessed", { names: witnesses.join(", ") })
            : t("log.banner.unwitnessed"))}
      </span>
      <Link to="/activity/log">{t(failed ? "log.banner.look" : "log.banner.verify")}</Link>
    </p>
  );
}
