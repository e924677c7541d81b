// Everything that happened, newest first, as far as the filters let it through. News come by themselves.

import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { Banner } from "../log/Banner";
import { useLanguage, useT } from "../messages";
import { Allowed } from "../session/Allowed";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { useTitle } from "../ui/Front";
import { Empty, Failed, Loading } from "../ui/States";
import { EventList } from "./EventList";
import { ExportDialog } from "./ExportDialog";
import { FilterBar } from "./FilterBar";
import { filtersOf, isPast } from "./filters";
import { Live } from "./Live";
import { type Events, useEvents } from "./useEvents";
import { useLookingOn } from "./useLookingOn";
import { useOldPlace } from "./useOldPlace";

/** How far from the top of the page somebody still is at the top, in pixels. */
const TOP = 40;

export function Component() {
  useTitle(useT()("activity.title"));
  return (
    <Allowed needs="list_events">
      <Happened />
    </Allowed>
  );
}

function Happened() {
  const { t } = useLanguage();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const address = params.toString();
  const filters = useMemo(() => filtersOf(new URLSearchParams(address)), [address]);
  const [isOver, setOver] = useState(false);
  useEffect(() => setOver(isPast(filters, Date.now())), [filters]);
  const isAtTop = useCallback(() => window.scrollY <= TOP, []);
  const events = useEvents(filters, isAtTop, isOver);
  const [exporting, setExporting] = useState(false);
  return (
    <>
      {may("read_log_checkpoint") && <Banner />}
      <FilterBar filters={filters} events={events.items} />
      <div className="row spread">
        <Live connection={events.connection} isOver={isOver} />
        <div className="row">
          {address !== "" && (
            <Button look="quiet" onClick={() => setParams({})}>
              {t("activity.filters.clear")}
            </Button>
          )}
          <Button onClick={() => setExporting(true)}>{t("activity.export")}</Button>
        </div>
      </div>
      <div className="feed">
        <News events={events} />
        <Found key={address} events={events} isFiltered={address !== ""} address={address} />
      </div>
      {exporting && <ExportDialog filters={filters} onClose={() => setExporting(false)} />}
    </>
  );
}

/** What came while somebody reads further down: it waits, so that nothing moves under their eyes. */
function News({ events: { waiting, reveal } }: { events: Events }) {
  const { t } = useLanguage();
  useEffect(() => {
    const look = () => window.scrollY === 0 && reveal();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, [reveal]);
  const up = () => {
    reveal();
    window.scrollTo({ top: 0 });
  };
  return (
    <div className="news" role="status">
      {waiting > 0 && (
        <button type="button" className="button primary" onClick={up}>
          {waiting === 1 ? t("activity.new.one") : t("activity.new.many", { count: waiting })}
        </button>
      )}
    </div>
  );
}

function Found(props: { events: Events; isFiltered: boolean; address: string }) {
  const { t, locale, moment } = useLanguage();
  const { items, of, looked } = props.events;
  const { canLookOn, lookOn } = useLookingOn(props.events);
  const { opened, keepOpened } = useOldPlace(props.address, of.isSuccess);
  const failed = of.error && <Failed error={of.error} onRetry={() => void of.refetch()} />;
  if (!of.data) return failed ?? <Loading />;
  return (
    <>
      {items.length > 0 && (
        <EventList
          events={items}
          isWhole={!of.hasNextPage}
          onEnd={lookOn}
          news={props.events.news}
          opened={opened}
          onOpen={keepOpened}
        />
      )}
      {failed}
      {of.isFetchingNextPage && <Loading />}
      {!of.hasNextPage && (
        <Empty>
          {items.length > 0 && t("activity.end")}
          {items.length === 0 && t(props.isFiltered ? "activity.noneFits" : "activity.none")}
        </Empty>
      )}
      {of.hasNextPage && !of.isFetchingNextPage && !canLookOn && (
        <div className="row">
          <Button onClick={() => void of.fetchNextPage()}>{t("activity.further")}</Button>
          {looked.back && (
            <small>
              {t("activity.looked", {
                count: new Intl.NumberFormat(locale).format(looked.count),
                date: moment(looked.back),
              })}
            </small>
          )}
        </div>
      )}
    </>
  );
}
