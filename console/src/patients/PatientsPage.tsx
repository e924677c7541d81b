// Whom the organisation keeps records of, found as one types.

import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { Link } from "react-router";
import { isProblem } from "../api/problem";
import { useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Select } from "../ui/Field";
import { useTitle } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { Failed, Loading } from "../ui/States";
import { PatientTable } from "./PatientTable";
import { distinct, type Sort, usePatients, useSettled, useView, type View } from "./patients";
import { LONGEST } from "./search";

/** How long the typing has to pause before it is searched for, in milliseconds. */
const PAUSE = 200;

export function Component() {
  const { t } = useLanguage();
  const may = useMay();
  useTitle(t("patients.title"));
  const { view, setView, keepTop } = useView();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useSlash(search);
  const words = useSettled(view.words, PAUSE);
  const found = usePatients(words.trim(), view.sort);
  const down = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>("tr[data-row] a")?.focus();
  };
  if (isProblem(found.error, "denied")) {
    return (
      <>
        <h1>{t("patients.title")}</h1>
        <Failed error={found.error} onRetry={() => {}} />
      </>
    );
  }
  return (
    <>
      <div className="row spread">
        <h1>{t("patients.title")}</h1>
        {may("create_resource") && (
          <Link className="button primary" to="/patients/new">
            {t("patients.new")}
          </Link>
        )}
      </div>
      <div className="search">
        <div className="field">
          <label htmlFor="search">{t("patients.search")}</label>
          <input
            ref={search}
            id="search"
            type="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={LONGEST}
            aria-describedby="search-hint"
            aria-keyshortcuts="/"
            value={view.words}
            onChange={({ target }) => setView({ ...view, words: target.value, top: 0 })}
            onKeyDown={down}
          />
          <small id="search-hint">{t("patients.searchHint")}</small>
        </div>
        <Select
          label={t("patients.sort")}
          value={view.sort}
          options={[
            { value: "_lastUpdated", text: t("patients.changed") },
            { value: "family", text: t("patients.name") },
            { value: "birthdate", text: t("patients.birthDate") },
          ]}
          onChoose={(sort) => setView({ ...view, sort: sort as Sort, top: 0 })}
        />
      </div>
      <div ref={list}>
        <List
          view={view}
          words={words}
          found={found}
          onTop={keepTop}
          onLeave={() => search.current?.focus()}
        />
      </div>
    </>
  );
}

interface ListProps {
  view: View;
  /** What was searched for: what is typed, a moment later. */
  words: string;
  found: ReturnType<typeof usePatients>;
  onTop: (top: number) => void;
  onLeave: () => void;
}

function List({ view, words, found, onTop, onLeave }: ListProps) {
  const { t } = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching, isPlaceholderData } = found;
  // A page that did not come is asked for again, and not all before it.
  const retry = found.isFetchNextPageError ? fetchNextPage : refetch;
  const next = useCallback(() => {
    if (!isFetching && !error) void fetchNextPage();
  }, [isFetching, error, fetchNextPage]);
  const patients = useMemo(() => distinct(data?.pages.flatMap(({ items }) => items) ?? []), [data]);
  const failed = error && <Failed error={error} onRetry={() => void retry()} />;
  if (!data) return failed ?? <Loading />;
  const isBusy = isPlaceholderData || view.words !== words || isFetching;
  const count = patients.length;
  const isAll = !hasNextPage;
  return (
    <div className="results" aria-busy={isBusy}>
      {failed}
      {data.pages.some(({ damaged }) => damaged) && (
        <Notice kind="bad">{t("patients.damaged")}</Notice>
      )}
      <p className="count" role="status">
        {isBusy && <span className="spinner" aria-hidden="true" />}
        {count > 0 && t(isAll ? "patients.count" : "patients.more", { count })}
        {count === 0 && isAll && !isBusy && t(words.trim() ? "patients.notFound" : "patients.none")}
      </p>
      {count > 0 && (
        <div className="frame">
          <PatientTable
            key={`${words} ${view.sort}`}
            patients={patients}
            top={view.top}
            onTop={onTop}
            onEnd={isAll ? null : next}
            onLeave={onLeave}
          />
        </div>
      )}
      {count === 0 && !isAll && <Further onEnd={next} />}
    </div>
  );
}

/** A page may be empty although there are more: the server looks through so many rows at a time. */
function Further({ onEnd }: { onEnd: () => void }) {
  useEffect(onEnd, [onEnd]);
  return <Loading />;
}

/** `/` leads to the search, unless somebody is typing. */
function useSlash(search: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      const isTyping = (event.target as HTMLElement).closest("input, select, textarea, dialog");
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      search.current?.focus();
      search.current?.select();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [search]);
}
