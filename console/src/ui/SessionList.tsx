// Sessions, by device.

import type { ReactNode } from "react";
import type { Schemas } from "../api/client";
import { useLanguage } from "../messages";
import { deviceName } from "./device";

interface Props {
  sessions: Schemas["Session"][];
  action?: (session: Schemas["Session"]) => ReactNode;
}

export function SessionList({ sessions, action }: Props) {
  const { t, moment } = useLanguage();
  return (
    <ul className="list">
      {sessions.map((session) => (
        <li key={session.id}>
          <p>
            <strong>{deviceName(session.device) || t("account.sessions.unnamed")}</strong>
            <small>
              {t("account.sessions.used", { date: moment(session.used_at) })}
              {session.address && ` ${t("account.sessions.from", { address: session.address })}`}
            </small>
          </p>
          {action?.(session)}
        </li>
      ))}
    </ul>
  );
}
