// An address behind `#` that leads nowhere.

import { Link } from "react-router";
import { useT } from "../messages";
import { useTitle } from "./Front";
import { Notice } from "./Notice";

export function Component() {
  const t = useT();
  useTitle(t("failed.not_found.title"));
  return (
    <>
      <h1>{t("failed.not_found.title")}</h1>
      <Notice>
        <p>{t("failed.not_found")}</p>
        <Link to="/">{t("app.continue")}</Link>
      </Notice>
    </>
  );
}
