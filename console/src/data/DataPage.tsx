// What is kept here and how it ends: exports, erasures with their receipts, the rights of people, the account itself.

import { NavLink, Outlet } from "react-router";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";
import { TABS } from "./tabs";

export function Component() {
  const t = useT();
  const may = useMay();
  useTitle(t("data.title"));
  return (
    <>
      <h1>{t("data.title")}</h1>
      <nav className="tabs" aria-label={t("data.title")}>
        {TABS.filter(({ needs }) => may(needs)).map(({ to, name }) => (
          <NavLink key={to} to={to} end={to === "/data"}>
            {t(name)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </>
  );
}
