// What is shown if something fails by a mistake of ours: in the place of a page, or of everything.

import { Problem } from "../api/problem";
import { useT } from "../messages";
import { Button } from "./Button";
import { Front } from "./Front";
import { Notice } from "./Notice";
import { Failed } from "./States";

export function BrokenPage() {
  return <Failed error={new Problem("page_failed", 0)} onRetry={() => window.location.reload()} />;
}

export function Broken() {
  const t = useT();
  return (
    <Front title={t("failed.title")}>
      <Notice kind="bad">{t("failed.unknown", { code: "page_failed" })}</Notice>
      <Button onClick={() => window.location.reload()}>{t("app.retry")}</Button>
    </Front>
  );
}
