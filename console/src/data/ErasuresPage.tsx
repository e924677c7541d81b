// Who was erased: nobody knows any more who that was, but when, why, and how far it is.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { typeName } from "../record/subject";
import { Pages } from "../ui/Pages";
import { ErasureState } from "./ErasureState";
import { ErasureWishes } from "./ErasureWishes";
import { erasuresKey } from "./useErasure";

export function Component() {
  const { t } = useLanguage();
  const erasures = useInfiniteQuery({
    queryKey: erasuresKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: 100 } : { count: 100, cursor: pageParam };
      return answered(api.GET("/api/erasures", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  return (
    <>
      <ErasureWishes />
      <p className="quiet">{t("erasure.list.text")}</p>
      <Pages of={erasures} empty={t("erasure.none")}>
        {(items) => <Erasures items={items} />}
      </Pages>
    </>
  );
}

function Erasures({ items }: { items: Schemas["Erasure"][] }) {
  const { t, moment } = useLanguage();
  return (
    <div className="frame">
      <table className="table">
        <caption className="unseen">{t("data.erasures")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("erasure.when")}</th>
            <th scope="col">{t("rights.reason")}</th>
            <th scope="col">{t("erasure.whom")}</th>
            <th scope="col">{t("people.state")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((it) => (
            <tr key={it.id}>
              <td>
                <Link to={`/data/erasures/${it.id}`}>{moment(it.erased_at)}</Link>
              </td>
              <td className="prose" data-heading={t("rights.reason")}>
                {it.reason}
              </td>
              <td data-heading={t("erasure.whom")}>{typeName(t, it.type)}</td>
              <td data-heading={t("people.state")}>
                <ErasureState of={it} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
