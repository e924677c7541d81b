// One type: its documents, for those who may see them, and what it says of them.

import { Link, NavLink, Outlet, useParams } from "react-router";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";

export function Component() {
  const t = useT();
  const may = useMay();
  const { type = "" } = useParams();
  useTitle(t("types.title"));
  return (
    <>
      <p>
        <Link to="/types">{t("types.back")}</Link>
      </p>
      <h1>{type}</h1>
      <nav className="tabs" aria-label={type}>
        {may("list_documents") && (
          <NavLink to={`/types/${type}/documents`}>{t("types.documents")}</NavLink>
        )}
        <NavLink to={`/types/${type}/definition`}>{t("types.definition")}</NavLink>
      </nav>
      <Outlet />
    </>
  );
}
