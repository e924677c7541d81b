// What is shown if a page fails by a mistake of ours.

import { useT } from "../messages";
import { Button } from "./Button";
import { Front } from "./Front";
import { Notice } from "./Notice";

export function Broken() {
  const t = useT();
  return (
    <Front title={t("failed.title")}>
      <Notice kind="bad">{t("failed.unknown", { code: "page_failed" })}</Notice>
      <Button onClick={() => window.location.reload()}>{t("app.retry")}</Button>
    </Front>
  );
}
