// Who looked at the record, or changed it, newest first, a day after the other.

import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { useSession } from "../session/SessionProvider";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { throughOf, type Visit, visitsOf } from "./accesses";
import { OWN } from "./queries";

export function Component() {
  const { t, locale } = useLanguage();
  const { tenant_name: tenant } = useSession();
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
          daysOf(visitsOf(items)).map(([first, ...more]) => (
            <section key={first.key} className="own-day">
              <h3>{day.format(new Date(first.until))}</h3>
              <ul className="list">
                {[first, ...more].map((visit) => (
                  <One key={visit.key} visit={visit} />
                ))}
              </ul>
            </section>
          ))
        }
      </Pages>
    </Section>
  );
}

/** Visits of a day together, each day with one at least. */
function daysOf(visits: readonly Visit[]): [Visit, ...Visit[]][] {
  const days: [Visit, ...Visit[]][] = [];
  for (const visit of visits) {
    const last = days.at(-1);
    if (last?.[0].day === visit.day) last.push(visit);
    else days.push([visit]);
  }
  return days;
}

function One({ visit }: { visit: Visit }) {
  const { t, locale } = useLanguage();
  const { user } = useSession();
  const { who, kind, through, deed, outcome, count, from, until } = visit;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
  const isServer = through === "worker";
  const name = isServer ? t("accesses.system") : who || t("accesses.erased");
  // The list knows names alone: somebody else may have the same.
  const isOwn = kind === "user" && through === "console" && who === user.name;
  return (
    <li>
      <p>
        <span>
          <strong>{name}</strong> {isOwn && <span className="badge">{t("accesses.own")}</span>}
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
