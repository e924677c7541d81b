// The people of an organisation: who belongs to it, who is to join, what they may do, and what they have to show.

import { NavLink, Outlet } from "react-router";
import { useT } from "../messages";
import { Allowed } from "../session/Allowed";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";

export function Component() {
  const t = useT();
  const may = useMay();
  useTitle(t("people.title"));
  return (
    <>
      <h1>{t("people.title")}</h1>
      <Allowed needs="list_members">
        <nav className="tabs" aria-label={t("people.title")}>
          <NavLink to="/people" end>
            {t("people.members")}
          </NavLink>
          {may("list_invitations") && (
            <NavLink to="/people/invitations">{t("people.invitations")}</NavLink>
          )}
          {may("list_clients") && <NavLink to="/people/clients">{t("clients.title")}</NavLink>}
          <NavLink to="/people/roles">{t("roles.title")}</NavLink>
          {may("update_tenant") && <NavLink to="/people/rules">{t("people.rules")}</NavLink>}
        </nav>
        <Outlet />
      </Allowed>
    </>
  );
}
