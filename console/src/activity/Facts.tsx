// What is known of an event, a line each.

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { en } from "../messages/en";
import { useMay } from "../session/permissions";
import { Section } from "../ui/Section";
import { paramsOf } from "./filters";
import { patientsOf } from "./patients";
import {
  doorName,
  type Event,
  operationName,
  outcomeName,
  outcomeOf,
  reasonName,
  whoDid,
} from "./sentence";

export function Facts({ event }: { event: Event }) {
  const { t, locale } = useLanguage();
  const exactly = new Intl.DateTimeFormat(locale, {
    dateStyle: "full",
    timeStyle: "long",
  });
  const { parameters, policies, problem } = event;
  return (
    <Section title={t("activity.event.facts")}>
      <dl className="told">
        <Fact name="activity.event.when">
          <time dateTime={event.at}>{exactly.format(new Date(event.at))}</time>
          <small>{event.at}</small>
        </Fact>
        <Fact name="activity.event.who">
          <Who event={event} />
        </Fact>
        <Fact name="activity.event.what">
          {operationName(t, event.operation)}
          <small>
            <code>{event.operation}</code>
          </small>
        </Fact>
        <Fact name="activity.event.outcome">
          {outcomeName(t, outcomeOf(event))}
          {problem && (
            <small>
              {reasonName(t, problem)} · <code>{problem}</code>
            </small>
          )}
        </Fact>
        <About event={event} />
        <Fact name="activity.event.through">{doorName(t, event.interface)}</Fact>
        {event.address && <Fact name="activity.event.from">{event.address}</Fact>}
        {event.returned != null && <Fact name="activity.event.returned">{event.returned}</Fact>}
        {parameters && parameters.length > 0 && (
          <Fact name="activity.event.parameters">
            <code>{parameters.join(", ")}</code>
            <small>{t("activity.event.parameters.text")}</small>
          </Fact>
        )}
        {policies && policies.length > 0 && (
          <Fact name="activity.event.policies">
            <code>{policies.join(", ")}</code>
          </Fact>
        )}
        <Fact name="activity.event.request">
          <code>{event.request}</code>
        </Fact>
        <Fact name="activity.event.id">
          <code>{event.id}</code>
          <small>
            <code>{event.hash}</code>
          </small>
        </Fact>
      </dl>
    </Section>
  );
}

export function Fact({ name, children }: { name: Key; children: ReactNode }) {
  const { t } = useLanguage();
  return (
    <div>
      <dt>{t(name)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Who({ event: { actor } }: { event: Event }) {
  const { t } = useLanguage();
  const may = useMay();
  const name = whoDid(t, actor);
  const kind = `activity.kind.${actor.kind}`;
  return (
    <>
      {actor.kind === "user" && actor.id && may("find_member") ? (
        <Link to={`/people/${actor.id}`}>{name}</Link>
      ) : (
        name
      )}
      <small>
        {kind in en ? t(kind as Key) : actor.kind}
        {actor.id && (
          <>
            {" · "}
            <Link to={`/activity?${paramsOf({ actor: actor.id })}`}>
              {t("activity.event.allBy")}
            </Link>
          </>
        )}
      </small>
    </>
  );
}

/** The patients whom it is about, which the log tells in the words of FHIR. */
function About({ event: { id } }: { event: Event }) {
  const { t } = useLanguage();
  const may = useMay();
  const patients = useQuery({
    queryKey: ["events", "patients", id],
    staleTime: Number.POSITIVE_INFINITY,
    enabled: may("read_audit_event"),
    queryFn: () => patientsOf(id),
    retry: false,
  });
  if (!patients.data?.length) return null;
  return (
    <Fact name="activity.event.about">
      {patients.data.map((patient) => (
        <span key={patient} className="beside">
          {may("read_resource") ? (
            <Link to={`/patients/${patient.slice("Patient/".length)}`}>{patient}</Link>
          ) : (
            patient
          )}
          <small>
            <Link to={`/activity?${paramsOf({ resource: patient })}`}>
              {t("activity.event.allOf")}
            </Link>
          </small>
        </span>
      ))}
    </Fact>
  );
}
