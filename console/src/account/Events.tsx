// What happened to one's account: sign-ins, those that failed, and what changed of how one signs in.

import { useInfiniteQuery } from "@tanstack/react-query";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { useLanguage } from "../messages";
import { deviceName } from "../ui/device";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { eventName } from "./eventName";

const PAGE = 20;

export function Events() {
  const { t } = useLanguage();
  const events = useInfiniteQuery({
    // Whatever changes the account adds to it.
    queryKey: [...keys.account, "events"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => {
      const query = pageParam === null ? { count: PAGE } : { count: PAGE, cursor: pageParam };
      return answered(api.GET("/auth/account/events", { params: { query } }));
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  return (
    <Section title={t("account.events")} text={t("account.events.text")}>
      <Pages of={events} empty={t("account.events.none")}>
        {(items) => (
          <ul className="list">
            {items.map((event) => (
              <One key={event.id} event={event} />
            ))}
          </ul>
        )}
      </Pages>
    </Section>
  );
}

function One({ event }: { event: Schemas["AccountEvent"] }) {
  const { t, moment } = useLanguage();
  const { at, operation, outcome, address, device, count } = event;
  const from = [
    device && deviceName(device),
    address && t("account.sessions.from", { address }),
    (count ?? 0) > 1 && t("account.events.times", { count: count ?? 0 }),
  ].filter(Boolean);
  return (
    <li>
      <p>
        <span>
          <strong>{eventName(t, operation, outcome === "done")}</strong>{" "}
          {outcome !== "done" && <span className="badge bad">{t("account.events.refused")}</span>}
        </span>
        <small>{from.join(" · ")}</small>
      </p>
      <small>{moment(at)}</small>
    </li>
  );
}
