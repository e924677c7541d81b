// Who looked at the record, or changed it, newest first, a day after the other; one's own visits are folded.

import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { useSession } from "../session/SessionProvider";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { type Day, daysOf, throughOf, type Visit } from "./accesses";
import { OWN } from "./queries";

export function Component() {
  const { t, locale } = useLanguage();
  const { tenant_name: tenant, user } = useSession();
  const accesses = useInfiniteQuery({
    queryKey: [...OWN, "accesses"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: 100 } : { count: 100, cursor: pageParam };
      return answered(api.GET("/api/own/accesses", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  return (
    <Section title={t("record.accesses")} text={t("accesses.text", { tenant })}>
      <Pages of={accesses} empty={t("accesses.none")}>
        {(items) =>
          daysOf(items, user.id).map((it) => (
            <section key={it.at} className="own-day">
              <h3>{day.format(new Date(it.at))}</h3>
              <Visits of={it} />
            </section>
          ))
        }
      </Pages>
    </Section>
  );
}

function Visits({ of: { others, own } }: { of: Day }) {
  const { t } = useLanguage();
  const count = own.reduce((sum, visit) => sum + visit.count, 0);
  return (
    <>
      {others.length > 0 && <List visits={others} />}
      {count > 0 && (
        <details className="own-visits">
          <summary>{t("accesses.ownVisits", { count })}</summary>
          <List visits={own} />
        </details>
      )}
    </>
  );
}

function List({ visits }: { visits: Visit[] }) {
  return (
    <ul className="list">
      {visits.map((visit) => (
        <One key={visit.key} visit={visit} />
      ))}
    </ul>
  );
}

function One({ visit }: { visit: Visit }) {
  const { t, locale } = useLanguage();
  const { who, kind, through, deed, outcome, count, from, until } = visit;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const isServer = through === "worker";
  const name = isServer ? t("accesses.system") : who || t("accesses.erased");
  return (
    <li>
      <p>
        <span>
          <strong>{name}</strong>{" "}
          {kind === "client" && <span className="badge">{t("accesses.program")}</span>}
        </span>
        <span>
          {t(deed)}
          {count > 1 && ` · ${t("accesses.times", { count })}`}{" "}
          {outcome === "refused" && <span className="badge bad">{t("accesses.refused")}</span>}
          {outcome === "failed" && <span className="badge">{t("accesses.failed")}</span>}
        </span>
        {!isServer && <small>{t(throughOf(through))}</small>}
      </p>
      <small className="own-when">{time.formatRange(new Date(from), new Date(until))}</small>
    </li>
  );
}
