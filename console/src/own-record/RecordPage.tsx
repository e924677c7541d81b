// What a patient who signs in sees of themselves: the record, who looked, and what they may do with it.

import { NavLink, Outlet } from "react-router";
import { Problem } from "../api/problem";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";
import { Failed } from "../ui/States";

export function Component() {
  const t = useT();
  const may = useMay();
  useTitle(t("record.title"));
  if (!may("list_own_accesses")) {
    return <Failed error={new Problem("denied", 403)} onRetry={() => {}} />;
  }
  return (
    <>
      <h1>{t("record.title")}</h1>
      <nav className="tabs" aria-label={t("record.title")}>
        <NavLink to="/record" end>
          {t("record.overview")}
        </NavLink>
        <NavLink to="/record/accesses">{t("record.accesses")}</NavLink>
        <NavLink to="/record/copy">{t("record.copy")}</NavLink>
        <NavLink to="/record/rights">{t("record.rights")}</NavLink>
      </nav>
      <Outlet />
    </>
  );
}
