// What was done in the organisation, and whether the log of it holds.

import { NavLink, Outlet } from "react-router";
import { useT } from "../messages";
import { useMay } from "../session/permissions";

export function Component() {
  const t = useT();
  const may = useMay();
  return (
    <>
      <h1>{t("activity.title")}</h1>
      {may("read_log_checkpoint") && (
        <nav className="tabs" aria-label={t("activity.title")}>
          <NavLink to="/activity" end>
            {t("activity.tab")}
          </NavLink>
          <NavLink to="/activity/log">{t("log.title")}</NavLink>
        </nav>
      )}
      <Outlet />
    </>
  );
}
