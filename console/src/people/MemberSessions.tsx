// Where a member is signed in, in this organisation.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { SessionList } from "../ui/SessionList";
import { Asked, Empty } from "../ui/States";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";

export function MemberSessions({ user }: { user: string }) {
  const t = useT();
  const may = useMay();
  const client = useQueryClient();
  const queryKey = [...keys.members, user, "sessions"];
  const path = { user };
  const sessions = useQuery({
    queryKey,
    queryFn: () => {
      const params = { path, query: { count: 500 } };
      return answered(api.GET("/api/members/{user}/sessions", { params }));
    },
  });
  const end = useAct(
    useCallback(async () => {
      const params = { path: { user } };
      await answered(api.DELETE("/api/members/{user}/sessions", { params }));
      await client.invalidateQueries({ queryKey: [...keys.members, user, "sessions"] });
    }, [client, user]),
  );
  const some = (sessions.data?.items.length ?? 0) > 0;
  return (
    <Section
      title={t("member.sessions")}
      action={
        may("end_member_sessions") &&
        some && (
          <Button look="danger" busy={end.busy} onClick={() => void end.run()}>
            {t("member.sessions.end")}
          </Button>
        )
      }
    >
      {end.error !== null && <Notice kind="bad">{words(t, end.error)}</Notice>}
      <Asked of={sessions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t("member.sessions.none")}</Empty>
          ) : (
            <SessionList sessions={items} />
          )
        }
      </Asked>
    </Section>
  );
}
