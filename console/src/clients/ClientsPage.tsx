// The programs that may sign in, newest first.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { roleName, useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Pages } from "../ui/Pages";
import { isOver } from "./days";

export const CLIENTS = ["clients"] as const;

export function Component() {
  const { t } = useLanguage();
  const may = useMay();
  const clients = useInfiniteQuery({
    queryKey: CLIENTS,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: 100 } : { count: 100, cursor: pageParam };
      return answered(api.GET("/api/clients", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  return (
    <>
      <div className="row spread">
        <p className="quiet">{t("clients.text")}</p>
        {may("create_client") && (
          <Link className="button primary" to="/people/clients/new">
            {t("clients.new")}
          </Link>
        )}
      </div>
      <Pages of={clients} empty={t("clients.none")}>
        {(items) => <Clients items={items} />}
      </Pages>
    </>
  );
}

function Clients({ items }: { items: Schemas["Client"][] }) {
  const { t, moment } = useLanguage();
  return (
    <div className="frame">
      <table className="table">
        <caption className="unseen">{t("clients.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("clients.name")}</th>
            <th scope="col">{t("people.roles")}</th>
            <th scope="col">{t("clients.by")}</th>
            <th scope="col">{t("clients.since")}</th>
            <th scope="col">{t("clients.until")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, name, roles, key_ids, created_at, expires_at }) => (
            <tr key={id}>
              <td>
                <Link to={`/people/clients/${id}`}>{name}</Link>
              </td>
              <td data-heading={t("people.roles")}>
                {roles.map((role) => roleName(t, role)).join(", ")}
              </td>
              <td data-heading={t("clients.by")}>
                {t((key_ids ?? []).length > 0 ? "clients.by.keys" : "clients.by.token")}
              </td>
              <td data-heading={t("clients.since")}>{moment(created_at)}</td>
              <td data-heading={t("clients.until")}>
                {expires_at ? moment(expires_at) : t("clients.always")}{" "}
                {isOver(expires_at) && <span className="badge bad">{t("clients.expired")}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
