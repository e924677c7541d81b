// Over the activity: whether its log was verified here, and by whom else it is witnessed.

import { Link } from "react-router";
import { useLanguage } from "../messages";
import { useSession } from "../session/SessionProvider";
import { recall } from "./memory";

export function Banner() {
  const { t, moment } = useLanguage();
  const { verified, failed } = recall(useSession().session.tenant);
  const look = failed ? "bad" : verified ? "good" : "info";
  return (
    <p className={`banner ${look}`}>
      <span>
        <strong>{t(failed ? "log.failed" : verified ? "log.holds" : "log.never")}</strong>{" "}
        {verified && !failed && t("log.banner.verified", { date: moment(verified.at) })}
        {failed && t("log.banner.failed", { date: moment(failed.at) })}{" "}
        {!failed && t("log.banner.unwitnessed")}
      </span>
      <Link to="/activity/log">{t(failed ? "log.banner.look" : "log.banner.verify")}</Link>
    </p>
  );
}
