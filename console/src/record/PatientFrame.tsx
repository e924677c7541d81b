// A patient's page, around its tabs.

import { NavLink, Outlet } from "react-router";
import { useT } from "../messages";
import { useTitle } from "../ui/Front";
import { useSubjectName } from "./subject";

export function Component() {
  const t = useT();
  const { id } = useSubjectName();
  useTitle(t("subject.Patient"));
  return (
    <>
      <h1>{t("subject.Patient")}</h1>
      <nav className="tabs" aria-label={t("subject.Patient")}>
        <NavLink to={`/patients/${id}/documents`}>{t("person.documents")}</NavLink>
      </nav>
      <Outlet />
    </>
  );
}
