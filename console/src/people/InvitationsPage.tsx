// Who is invited and has not joined yet.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { roleName, useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { Pages } from "../ui/Pages";
import { useAct } from "../ui/useAct";
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
  const [leaving, setLeaving] = useState<Schemas["Invitation"] | null>(null);
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
      {leaving && (
        <Confirm
          title={t("invitations.takeBackOne", { email: leaving.email ?? leaving.user })}
          text={t("invitations.takeBack.text")}
          submit={t("invitations.takeBack")}
          act={takeBack}
          onConfirm={() => takeBack.run(leaving.user)}
          onClose={() => setLeaving(null)}
        />
      )}
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
            {items.map((invitation) => (
              <tr key={invitation.user}>
                <td className="prose">{invitation.email ?? t("people.unnamed")}</td>
                <td data-heading={t("people.roles")}>
                  {invitation.roles.map((role) => roleName(t, role)).join(", ")}
                </td>
                <td data-heading={t("invitations.until")}>
                  {moment(invitation.expires_at)}{" "}
                  {invitation.expired && (
                    <span className="badge bad">{t("invitations.expired")}</span>
                  )}
                </td>
                <td>
                  {may("delete_invitation") && (
                    <Button
                      look="quiet"
                      aria-label={t("invitations.takeBackOne", {
                        email: invitation.email ?? invitation.user,
                      })}
                      onClick={() => setLeaving(invitation)}
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
