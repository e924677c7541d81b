// Observations of one kind: a picture of each unit, and all values as a table. Asked for once it comes into sight.

import { useEffect, useMemo, useRef, useState } from "react";
import type { Parameters } from "../fhir/client";
import { dateText } from "../fhir/dates";
import type { Observation } from "../fhir/types";
import { rangeText } from "../fhir/values";
import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Section } from "../ui/Section";
import { Failed, Loading } from "../ui/States";
import { Chart } from "./Chart";
import { type Kind, kindsOf, whenOf } from "./kinds";
import { observationText } from "./observations";
import { Interpretation, Status } from "./parts";
import { NO_MISTAKES, useRecord } from "./record";
import { escaped } from "./search";
import { picturesOf } from "./series";

/** How many values come at once, and how many rows of the table are shown at first. */
const PAGE = "500";
const ROWS = 50;

interface Props {
  id: string;
  kind: Kind;
  since: string | null;
}

export function KindSection({ id, kind, since }: Props) {
  const { t, locale } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const inSight = useInSight(place);
  const [newest] = kind.observations;
  const found = useRecord<Observation>(id, "Observation", parametersOf(kind, since), inSight);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = found;
  const retry = found.isFetchNextPageError ? fetchNextPage : refetch;
  const observations = useMemo(() => {
    const all = data?.pages.flatMap(({ items }) => items) ?? [];
    // A search for words finds what only begins with them, too.
    return kindsOf(all).find(({ key }) => key === kind.key)?.observations ?? all;
  }, [data, kind.key]);
  const pictures = useMemo(() => picturesOf(observations), [observations]);
  const range = useMemo(
    (): [number, number] | null => (since ? [Date.parse(since), Date.now()] : null),
    [since],
  );
  return (
    <div ref={place} className="kind">
      <Section
        title={kind.name || t("patient.unnamed")}
        action={newest && <strong>{observationText(newest, t, locale)}</strong>}
      >
        {error && <Failed error={error} onRetry={() => void retry()} />}
        {!data && !error && <Loading />}
        {pictures.map((picture) => (
          <Chart
            key={picture.unit}
            picture={picture}
            label={pictures.length > 1 ? `${kind.name} (${picture.unit})` : kind.name}
            range={range}
          />
        ))}
        {data && (
          <Values observations={observations} isOpen={pictures.length === 0} name={kind.name} />
        )}
        {hasNextPage && (
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t("chart.earlier")}
          </Button>
        )}
      </Section>
    </div>
  );
}

function parametersOf({ codings, name }: Kind, since: string | null): Parameters {
  const code: [string, string] =
    codings.length > 0
      ? ["code", codings.map(escapedCoding).join(",")]
      : ["code:text", escaped(name)];
  const parameters: Parameters = [code, NO_MISTAKES, ["_sort", "-date"], ["_count", PAGE]];
  return since ? [...parameters, ["date", `ge${since}`]] : parameters;
}

/** The bar between system and code is the one sign that keeps its meaning. */
function escapedCoding(coding: string): string {
  const bar = coding.indexOf("|");
  return `${escaped(coding.slice(0, bar))}|${escaped(coding.slice(bar + 1))}`;
}

interface ValuesProps {
  observations: Observation[];
  /** There is no picture, so the table is all there is. */
  isOpen: boolean;
  name: string;
}

function Values({ observations, isOpen, name }: ValuesProps) {
  const { t } = useLanguage();
  if (isOpen) return <ValueTable observations={observations} name={name} />;
  return (
    <details>
      <summary>{t("chart.table")}</summary>
      <ValueTable observations={observations} name={name} />
    </details>
  );
}

function ValueTable({ observations, name }: Omit<ValuesProps, "isOpen">) {
  const { t, locale } = useLanguage();
  const [count, setCount] = useState(ROWS);
  return (
    <>
      <table className="table">
        <caption className="unseen">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{t("chart.when")}</th>
            <th scope="col">{t("chart.value")}</th>
            <th scope="col">{t("chart.reference")}</th>
            <th scope="col">{t("chart.state")}</th>
          </tr>
        </thead>
        <tbody>
          {observations.slice(0, count).map((it) => (
            <tr key={it.id}>
              <td>{dateText(whenOf(it), locale) || t("patient.noDate")}</td>
              <td className="prose" data-heading={t("chart.value")}>
                {observationText(it, t, locale)} <Interpretation of={it} />
                {it.note?.map(({ text }) => (
                  <small key={text}>{text}</small>
                ))}
              </td>
              <td data-heading={t("chart.reference")}>
                {rangeText(it.referenceRange?.[0], locale)}
              </td>
              <td data-heading={t("chart.state")}>
                <Status status={it.status} usual="final" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {observations.length > count && (
        <Button onClick={() => setCount(count + ROWS * 4)}>{t("app.more")}</Button>
      )}
    </>
  );
}

/** Whether an element was in sight, or nearly so, at any time. */
function useInSight(place: React.RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: "300px" },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place]);
  return seen;
}
