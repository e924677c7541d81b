// What a patient who signs in sees of themselves: the record, who looked, and what they may do with it.

import { NavLink, Outlet } from "react-router";
import { useT } from "../messages";
import { Allowed } from "../session/Allowed";
import { useTitle } from "../ui/Front";

export function Component() {
  const t = useT();
  useTitle(t("record.title"));
  return (
    <>
      <h1>{t("record.title")}</h1>
      <Allowed needs="list_own_accesses">
        <nav className="tabs" aria-label={t("record.title")}>
          <NavLink to="/record" end>
            {t("record.overview")}
          </NavLink>
          <NavLink to="/record/accesses">{t("record.accesses")}</NavLink>
          <NavLink to="/record/copy">{t("record.copy")}</NavLink>
          <NavLink to="/record/rights">{t("record.rights")}</NavLink>
        </nav>
        <Outlet />
      </Allowed>
    </>
  );
}
