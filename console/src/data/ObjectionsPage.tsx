// The persons who object to something, with what for: what people have to heed is said here for all of them.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { purposeName } from "../record/ObjectionDialog";
import { typeName } from "../record/subject";
import { Pages } from "../ui/Pages";

export function Component() {
  const { t } = useLanguage();
  const objections = useInfiniteQuery({
    queryKey: ["objections"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: 100 } : { count: 100, cursor: pageParam };
      return answered(api.GET("/api/objections", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  return (
    <>
      <p className="quiet">{t("rights.objections.text")}</p>
      <Pages of={objections} empty={t("objections.none")}>
        {(items) => <People items={items} />}
      </Pages>
    </>
  );
}

function People({ items }: { items: Schemas["PersonObjections"][] }) {
  const { t, moment } = useLanguage();
  const lines = items.flatMap((person) => person.objections.map((it) => ({ person, it })));
  return (
    <div className="frame">
      <table className="table">
        <caption className="unseen">{t("data.objections")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("erasure.whom")}</th>
            <th scope="col">{t("rights.objections.purpose")}</th>
            <th scope="col">{t("rights.reason")}</th>
            <th scope="col">{t("people.since")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ person, it }) => (
            <tr key={it.id}>
              <td>
                <Person of={person} />
              </td>
              <td data-heading={t("rights.objections.purpose")}>
                {purposeName(t, it.purpose)}
                <small>
                  {t(it.enforced ? "rights.objections.refused" : "rights.objections.heed")}
                </small>
              </td>
              <td className="prose" data-heading={t("rights.reason")}>
                {it.reason}
              </td>
              <td data-heading={t("people.since")}>{moment(it.since)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Person({ of: { type, id } }: { of: Schemas["PersonObjections"] }) {
  const { t } = useLanguage();
  if (!type || !id) return t("objections.unknown");
  return (
    <Link to={`/data/people/${type}/${encodeURIComponent(id)}`}>
      {typeName(t, type)} {id}
    </Link>
  );
}
