// Where one is signed in, and how that ends.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { useT } from "../messages";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { deviceName } from "../ui/device";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { SessionList } from "../ui/SessionList";
import { Asked } from "../ui/States";
import { words } from "../ui/words";
import { useAccountAct } from "./useAccountAct";

export function Sessions() {
  const t = useT();
  const { session: own } = useSession();
  const [ended, setEnded] = useState(false);
  const params = { query: { count: 500 } };
  const sessions = useQuery({
    queryKey: keys.sessions,
    queryFn: () => answered(api.GET("/auth/sessions", { params })),
  });
  const endOne = useAccountAct(
    useCallback(
      (id: string) => answered(api.DELETE("/auth/sessions/{id}", { params: { path: { id } } })),
      [],
    ),
  );
  const endOthers = useAccountAct(
    useCallback(async () => {
      await answered(api.DELETE("/auth/sessions"));
      setEnded(true);
    }, []),
  );
  const failed = endOne.error ?? endOthers.error;
  return (
    <Section
      title={t("account.sessions")}
      action={
        <Button busy={endOthers.busy} onClick={() => void endOthers.run()}>
          {t("account.sessions.endOthers")}
        </Button>
      }
    >
      {failed !== null && <Notice kind="bad">{words(t, failed)}</Notice>}
      {ended && <Notice kind="good">{t("account.sessions.ended")}</Notice>}
      <Asked of={sessions}>
        {({ items }) => (
          <SessionList
            sessions={items.toSorted((a) => (a.id === own.id ? -1 : 0))}
            action={({ id, device }) =>
              id === own.id ? (
                <span className="badge">{t("account.sessions.this")}</span>
              ) : (
                <Button
                  look="quiet"
                  aria-label={t("account.sessions.endOne", { device: deviceName(device) })}
                  busy={endOne.busy}
                  onClick={() => void endOne.run(id)}
                >
                  {t("account.sessions.end")}
                </Button>
              )
            }
          />
        )}
      </Asked>
    </Section>
  );
}
