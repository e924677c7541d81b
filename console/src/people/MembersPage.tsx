// Who belongs to the organisation, newest first.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { roleName, useLanguage } from "../messages";
import { useSession } from "../session/SessionProvider";
import { Pages } from "../ui/Pages";

export function Component() {
  const { t } = useLanguage();
  const members = useInfiniteQuery({
    queryKey: keys.members,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: 100 } : { count: 100, cursor: pageParam };
      return answered(api.GET("/api/members", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  return (
    <Pages of={members} empty={t("people.none")}>
      {(items) => <Members items={items} />}
    </Pages>
  );
}

function Members({ items }: { items: Schemas["Member"][] }) {
  const { t, moment } = useLanguage();
  const { user: own } = useSession();
  return (
    <div className="frame">
      <table className="table">
        <caption className="unseen">{t("people.members")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("people.name")}</th>
            <th scope="col">{t("people.roles")}</th>
            <th scope="col">{t("people.since")}</th>
            <th scope="col">{t("people.state")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ user, name, email, roles, joined_at, active }) => (
            <tr key={user}>
              <td>
                <Link to={`/people/${user}`}>{name ?? t("people.unnamed")}</Link>{" "}
                {user === own.id && <span className="badge">{t("people.you")}</span>}
                <small>{email}</small>
              </td>
              <td data-heading={t("people.roles")}>
                {roles.map((role) => roleName(t, role)).join(", ")}
              </td>
              <td data-heading={t("people.since")}>{moment(joined_at)}</td>
              <td data-heading={t("people.state")}>
                <State active={active} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function State({ active }: { active: boolean }) {
  const { t } = useLanguage();
  return (
    <span className={`badge ${active ? "good" : "bad"}`}>
      {t(active ? "people.active" : "people.inactive")}
    </span>
  );
}
