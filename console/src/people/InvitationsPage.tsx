// Who is invited and has not joined yet.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { roleName, useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Pages } from "../ui/Pages";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { InviteDialog } from "./InviteDialog";

export function Component() {
  const { t } = useLanguage();
  const may = useMay();
  const [inviting, setInviting] = useState(false);
  const invitations = useInfiniteQuery({
    queryKey: keys.invitations,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: 100 } : { count: 100, cursor: pageParam };
      return answered(api.GET("/api/invitations", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  return (
    <>
      {may("create_invitation") && (
        <div className="row spread">
          <p className="quiet">{t("invitations.text")}</p>
          <Button look="primary" onClick={() => setInviting(true)}>
            {t("people.invite")}
          </Button>
        </div>
      )}
      <Pages of={invitations} empty={t("invitations.none")}>
        {(items) => <Invitations items={items} />}
      </Pages>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}

function Invitations({ items }: { items: Schemas["Invitation"][] }) {
  const { t, moment } = useLanguage();
  const may = useMay();
  const client = useQueryClient();
  const takeBack = useAct(
    useCallback(
      async (user: string) => {
        await answered(api.DELETE("/api/invitations/{user}", { params: { path: { user } } }));
        await client.invalidateQueries({ queryKey: keys.invitations });
      },
      [client],
    ),
  );
  return (
    <>
      {takeBack.error !== null && <Notice kind="bad">{words(t, takeBack.error)}</Notice>}
      <div className="frame">
        <table className="table">
          <caption className="unseen">{t("people.invitations")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("people.email")}</th>
              <th scope="col">{t("people.roles")}</th>
              <th scope="col">{t("invitations.until")}</th>
              <th scope="col">
                <span className="unseen">{t("invitations.takeBack")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ user, email, roles, expires_at, expired }) => (
              <tr key={user}>
                <td className="prose">{email ?? t("people.unnamed")}</td>
                <td data-heading={t("people.roles")}>
                  {roles.map((role) => roleName(t, role)).join(", ")}
                </td>
                <td data-heading={t("invitations.until")}>
                  {moment(expires_at)}{" "}
                  {expired && <span className="badge bad">{t("invitations.expired")}</span>}
                </td>
                <td>
                  {may("delete_invitation") && (
                    <Button
                      look="quiet"
                      aria-label={t("invitations.takeBackOne", { email: email ?? user })}
                      busy={takeBack.busy}
                      onClick={() => void takeBack.run(user)}
                    >
                      {t("invitations.takeBack")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
