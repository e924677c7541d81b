// What waits for somebody and what is wrong, as far as their role lets them see and do it.

import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys, useRoles } from "../api/queries";
import { concernLine } from "../data/concernLine";
import { concernsOf } from "../data/concerns";
import { useErasureWishes, useOpenCorrections } from "../data/useAskedFor";
import { useStatus } from "../data/useStatus";
import { type Translate, useLanguage } from "../messages";
import { exportsKey } from "../record/useExports";
import { useMay } from "../session/permissions";
import { useSession } from "../session/SessionProvider";

export interface Line {
  id: string;
  title: string;
  text: string;
  isBad: boolean;
  to?: string | undefined;
}

/** How many of a list are looked at; of more it is said that there are so many at least. */
const COUNT = 100;

export function useWaiting() {
  const { t, moment } = useLanguage();
  const { user } = useSession();
  const may = useMay();
  const roles = useRoles();
  const status = useStatus(may("read_status"));
  const query = { count: COUNT };
  const invitations = useQuery({
    queryKey: [...keys.invitations, "home"],
    queryFn: () => answered(api.GET("/api/invitations", { params: { query } })),
    enabled: may("list_invitations"),
  });
  const exports = useQuery({
    queryKey: [...exportsKey, "home"],
    queryFn: () => answered(api.GET("/api/exports", { params: { query } })),
    enabled: may("list_exports"),
  });
  const wishes = useErasureWishes();
  const corrections = useOpenCorrections();
  const asked = [roles, status, invitations, exports, wishes, corrections];
  const lines: Line[] = [
    ...(status.data ? concernsOf(status.data, Date.now()) : []).map((it) =>
      concernLine(t, moment, it),
    ),
    ...wishLines(t, wishes.data?.items.length ?? 0),
    ...correctionLines(t, corrections.data?.items.length ?? 0),
    ...invitationLines(t, invitations.data?.items ?? []),
    ...exportLines(t, moment, exports.data?.items ?? [], user.name ?? null),
  ];
  return {
    lines,
    errors: asked.flatMap(({ error }) => error ?? []),
    isLoading: asked.some(({ isLoading }) => isLoading),
    retry: () => {
      for (const it of asked) if (it.error) void it.refetch();
    },
  };
}

function wishLines(t: Translate, count: number): Line[] {
  if (count === 0) return [];
  const title = t(count === 1 ? "home.wish" : "home.wishes", { count });
  const [text, to] = [t("home.wishes.do"), "/data/erasures"];
  return [{ id: "wishes", title, text, isBad: false, to }];
}

function correctionLines(t: Translate, count: number): Line[] {
  if (count === 0) return [];
  const title = t(count === 1 ? "home.correction" : "home.corrections", { count });
  const [text, to] = [t("home.corrections.do"), "/data/people"];
  return [{ id: "corrections", title, text, isBad: false, to }];
}

function invitationLines(t: Translate, items: Schemas["Invitation"][]): Line[] {
  const to = "/people/invitations";
  const expired = items.filter((it) => it.expired).length;
  const open = items.length - expired;
  const lines: Line[] = [];
  if (open > 0) {
    const title = t(open === 1 ? "home.invitation" : "home.invitations", { count: open });
    lines.push({ id: "open", title, text: t("home.invitations.do"), isBad: false, to });
  }
  if (expired > 0) {
    const title = t(expired === 1 ? "home.expired.one" : "home.expired", { count: expired });
    lines.push({ id: "expired", title, text: t("home.expired.do"), isBad: false, to });
  }
  return lines;
}

/** What waits to be fetched waits for whoever asked for it: a patient's own archive is none of the clinic's. */
export function exportLines(
  t: Translate,
  moment: (instant: string) => string,
  items: Schemas["Export"][],
  own: string | null,
): Line[] {
  const ready = items.filter(({ state, by }) => state === "ready" && by === own);
  const first = ready.map(({ expires_at }) => expires_at).sort()[0];
  if (!first) return [];
  return [
    {
      id: "exports",
      title: t(ready.length === 1 ? "home.export" : "home.exports", { count: ready.length }),
      text: t("home.exports.do", { count: ready.length, date: moment(first) }),
      isBad: false,
      to: "/data/exports",
    },
  ];
}
