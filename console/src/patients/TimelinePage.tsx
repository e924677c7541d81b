// What happened to a patient, the newest first, by month.

import { useEffect, useMemo, useState } from "react";
import { useParams } from "react-router";
import { dateText, periodText } from "../fhir/dates";
import type {
  Condition,
  DocumentReference,
  Encounter,
  MedicationRequest,
  Observation,
  Procedure,
  Resource,
} from "../fhir/types";
import { codeOf, conceptText } from "../fhir/values";
import { type Translate, useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Empty, Failed, Loading } from "../ui/States";
import { daysOf, type Entry, monthsOf } from "./months";
import { observationText } from "./observations";
import { encounterName, medicationName, Status } from "./parts";
import { KINDS, settled, spanOf, stretchesOf, type TimelineKind, useTimeline } from "./timeline";

export function Component() {
  const { t } = useLanguage();
  const { id = "" } = useParams();
  const [kinds, setKinds] = useState<readonly TimelineKind[]>(KINDS);
  const toggle = (kind: TimelineKind) =>
    setKinds(KINDS.filter((it) => (it === kind ? !kinds.includes(it) : kinds.includes(it))));
  return (
    <>
      <fieldset className="kinds">
        <legend className="unseen">{t("timeline.shown")}</legend>
        {KINDS.map((kind) => (
          <label key={kind} className={`chip kind-${kind}`}>
            <input type="checkbox" checked={kinds.includes(kind)} onChange={() => toggle(kind)} />
            {t(`timeline.${kind}`)}
          </label>
        ))}
      </fieldset>
      {kinds.length > 0 ? (
        <Timeline key={kinds.join()} id={id} kinds={kinds} />
      ) : (
        <Empty>{t("timeline.choose")}</Empty>
      )}
    </>
  );
}

function Timeline({ id, kinds }: { id: string; kinds: readonly TimelineKind[] }) {
  const { t, locale } = useLanguage();
  const found = useTimeline(id, kinds);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetching } = found;
  const retry = found.isFetchNextPageError ? fetchNextPage : refetch;
  const stretches = useMemo(() => [...stretchesOf(data?.pages ?? []).values()], [data]);
  const months = useMemo(() => monthsOf(settled(stretches), locale), [stretches, locale]);
  const isEmpty = months.length === 0;
  // A page may bring nothing that can be placed yet.
  useEffect(() => {
    if (isEmpty && hasNextPage && !isFetching && !error) void fetchNextPage();
  }, [isEmpty, hasNextPage, isFetching, error, fetchNextPage]);
  const failed = error && <Failed error={error} onRetry={() => void retry()} />;
  if (!data) return failed ?? <Loading />;
  return (
    <>
      {failed}
      {stretches.flat().some(({ denied }) => denied) && <Notice>{t("timeline.denied")}</Notice>}
      {isEmpty && !hasNextPage && <Empty>{t("timeline.none")}</Empty>}
      {months.map(({ key, name, resources }) => (
        <section key={key} className="month" aria-labelledby={`month-${key}`}>
          <h2 id={`month-${key}`}>{name || t("timeline.undated")}</h2>
          <ol>
            {daysOf(resources).map((entry) => (
              <Happened key={entry.key} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {hasNextPage && (
        <Button busy={isFetching} onClick={() => void fetchNextPage()}>
          {t("chart.earlier")}
        </Button>
      )}
    </>
  );
}

function Happened({ entry }: { entry: Entry }) {
  const { t, locale } = useLanguage();
  const { kind, when, resources } = entry;
  return (
    <li className={`kind-${kind}`}>
      <p className="when">{dateText(when, locale)}</p>
      <div>
        <small>{t(resources.length > 1 ? `timeline.${kind}` : `timeline.one.${kind}`)}</small>
        <ul>
          {resources.map((it) => (
            <Line key={it.id} resource={it} />
          ))}
        </ul>
      </div>
    </li>
  );
}

function Line({ resource }: { resource: Resource }) {
  const { t, locale } = useLanguage();
  const { name, detail, status, usual } = said(resource, t, locale);
  return (
    <li>
      <strong>{name || t("patient.unnamed")}</strong> {detail && <span>{detail}</span>}{" "}
      <Status status={status} usual={usual} />
    </li>
  );
}

/** What is said of each in a line. */
function said(resource: Resource, t: Translate, language: string) {
  switch (resource.resourceType as TimelineKind) {
    case "Encounter": {
      const of = resource as Encounter;
      const span = spanOf(of);
      // The day it began stands before it.
      const detail = span?.end && span.end.slice(0, 10) !== span.start?.slice(0, 10);
      return {
        name: encounterName(t, of),
        detail: detail ? periodText(span, language) : "",
        status: of.status,
        usual: "finished",
      };
    }
    case "Condition": {
      const of = resource as Condition;
      return {
        name: conceptText(of.code),
        detail: "",
        status: codeOf(of.clinicalStatus),
        usual: "",
      };
    }
    case "Observation": {
      const of = resource as Observation;
      const detail = observationText(of, t, language);
      return { name: conceptText(of.code), detail, status: of.status, usual: "final" };
    }
    case "MedicationRequest": {
      const of = resource as MedicationRequest;
      const detail = (of.dosageInstruction ?? []).flatMap(({ text }) => text ?? []).join(" ");
      return { name: medicationName(of), detail, status: of.status, usual: "" };
    }
    case "Procedure": {
      const of = resource as Procedure;
      return { name: conceptText(of.code), detail: "", status: of.status, usual: "completed" };
    }
    case "DocumentReference": {
      const of = resource as DocumentReference;
      const name = conceptText(of.type);
      const description = of.description ?? "";
      return {
        name: name || description,
        detail: name ? description : "",
        status: of.status,
        usual: "current",
      };
    }
  }
}
