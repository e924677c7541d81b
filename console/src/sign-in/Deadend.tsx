// More is wanted than somebody has: what they can do about it.

import { Link } from "react-router";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";

export function Deadend({ onBack }: { onBack: () => void }) {
  const t = useT();
  return (
    <div className="stack">
      <Notice title={t("second.none.title")}>{t("second.none")}</Notice>
      <Link className="button primary" to="/forgotten">
        {t("choose.password")}
      </Link>
      <Button look="quiet" onClick={onBack}>
        {t("app.back")}
      </Button>
    </div>
  );
}
