// One event in the list: who, what, and in a quieter line to which documents, through which door and from where.

import { Link } from "react-router";
import { listed, useLanguage } from "../messages";
import { many } from "./counts";
import {
  doorName,
  type Event,
  outcomeName,
  outcomeOf,
  reasonName,
  whatWasDone,
  whoDid,
} from "./sentence";

interface Props {
  event: Event;
  /** Its place in the list, from 1. */
  place: number;
  /** How many there are; -1 if that is not known. */
  count: number;
  isActive: boolean;
  onFocus: () => void;
  onOpen: () => void;
  /** Whether it has come just now. */
  isNew: boolean;
}

export function EventRow({ event, place, count, isActive, onFocus, onOpen, isNew }: Props) {
  const { t } = useLanguage();
  const outcome = outcomeOf(event);
  const isDone = outcome === "done" || outcome === "none";
  const look = ["event", !isDone && "not-done", isNew && "new"].filter(Boolean).join(" ");
  return (
    <li aria-posinset={place} aria-setsize={count} className={look}>
      <Link
        to={`/activity/${event.id}`}
        tabIndex={isActive ? 0 : -1}
        data-event={event.id}
        onFocus={onFocus}
        onClick={onOpen}
      >
        <Moment at={event.at} />
        <span className="deed">
          <span className="sentence">
            <strong>{whoDid(t, event.actor)}</strong> {whatWasDone(t, event)}
          </span>
          <small>
            <Details event={event} />
          </small>
        </span>
        {!isDone && <span className="badge bad">{outcomeName(t, outcome)}</span>}
      </Link>
    </li>
  );
}

function Details({ event }: { event: Event }) {
  const { t } = useLanguage();
  const { resources = [] } = event;
  const outcome = outcomeOf(event);
  const [first] = resources;
  const patient = resources.find(({ type }) => type === "Patient");
  const named = [...new Set([first, patient])].filter((it) => it !== undefined);
  const more = resources.length - named.length;
  const parts = [
    ...named.map(({ type, id }) => `${type}/${id}`),
    more > 0 && many(t, "activity.more", more),
    event.returned != null && !first && many(t, "activity.returned", event.returned),
    doorName(t, event.interface),
    event.address,
    outcome === "none" && outcomeName(t, outcome),
    event.problem && outcome !== "none" && reasonName(t, event.problem),
  ];
  return listed(parts);
}

/** A day over a time, so that the eye finds both. */
export function Moment({ at }: { at: string }) {
  const { locale } = useLanguage();
  const date = new Date(at);
  return (
    <time dateTime={at}>
      <span>{formOf(locale, { timeStyle: "medium" }).format(date)}</span>
      <small>{formOf(locale, { dateStyle: "medium" }).format(date)}</small>
    </time>
  );
}

const forms = new Map<string, Intl.DateTimeFormat>();

/** Making one takes long, and a list has many rows. */
function formOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = locale + JSON.stringify(options);
  const form = forms.get(name) ?? new Intl.DateTimeFormat(locale, options);
  forms.set(name, form);
  return form;
}
