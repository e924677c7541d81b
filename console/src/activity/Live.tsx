// Whether news come by themselves.

import { useT } from "../messages";
import type { Connection } from "./useLive";

export function Live({ connection, isOver }: { connection: Connection; isOver: boolean }) {
  const t = useT();
  if (isOver) return <p className="live quiet">{t("activity.past")}</p>;
  if (connection === "off") return <p className="live quiet" />;
  const words = {
    live: t("activity.live"),
    connecting: t("activity.connecting"),
    away: t("activity.away"),
  };
  return (
    <p className="live quiet" data-state={connection} role="status">
      <span className="dot" aria-hidden="true" />
      {words[connection]}
    </p>
  );
}
