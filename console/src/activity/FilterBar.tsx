// What is shown of the log, chosen by who, what, to which document and when. It stands in the address.

import { type ChangeEvent, type ReactNode, useId, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { type Translate, useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { Button } from "../ui/Button";
import { Select } from "../ui/Field";
import { DEEDS } from "./deeds";
import { type Filters, filtersOf, paramsOf, SHOWN } from "./filters";
import { ResourceField } from "./ResourceField";
import { type Event, operationName } from "./sentence";
import { useActors } from "./useActors";

export function FilterBar({ filters, events }: { filters: Filters; events: Event[] }) {
  const { t, locale } = useLanguage();
  const [params, setParams] = useSearchParams();
  // On a narrow screen they are there when they are asked for.
  const [open, setOpen] = useState(false);
  const set = (change: Partial<Filters>) => {
    setParams(paramsOf({ ...filtersOf(params), ...change }));
    window.scrollTo(0, 0);
  };
  const actors = useActors(filters.actor, events);
  const operations = useMemo(() => operationsByName(t, locale), [t, locale]);
  return (
    <search className="filters" data-open={open} aria-label={t("activity.filters")}>
      <div className="toggle">
        <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {params.size > 0
            ? t("activity.filters.some", { count: params.size })
            : t("activity.filters")}
        </Button>
      </div>
      <Select
        label={t("activity.show")}
        value={filters.show}
        options={SHOWN.map((value) => ({ value, text: t(`activity.show.${value}` as Key) }))}
        onChoose={(show) => set({ show: SHOWN.find((it) => it === show) ?? SHOWN[0] })}
      />
      <Choice
        label={t("activity.actor")}
        value={filters.actor}
        onChoose={(actor) => set({ actor })}
      >
        <option value="">{t("activity.actor.anyone")}</option>
        {actors.map(({ name, members }) => (
          <optgroup key={name} label={t(name)}>
            {members.map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
          </optgroup>
        ))}
      </Choice>
      <Select
        label={t("activity.operation")}
        value={filters.operation}
        options={[{ value: "", text: t("activity.operation.any") }, ...operations]}
        onChoose={(operation) => set({ operation })}
      />
      <ResourceField
        key={filters.resource}
        value={filters.resource}
        onChoose={(resource) => set({ resource })}
      />
      <Day
        label={t("activity.since")}
        value={filters.since}
        most={filters.until}
        onChoose={(since) => set({ since })}
      />
      <Day
        label={t("activity.until")}
        value={filters.until}
        least={filters.since}
        onChoose={(until) => set({ until })}
      />
    </search>
  );
}

/** All operations, by what they are called. */
function operationsByName(t: Translate, locale: string): { value: string; text: string }[] {
  return Object.keys(DEEDS)
    .map((value) => ({ value, text: operationName(t, value) }))
    .sort((a, b) => a.text.localeCompare(b.text, locale));
}

function Choice(props: {
  label: string;
  value: string;
  onChoose: (value: string) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <select id={id} value={props.value} onChange={(event) => props.onChoose(event.target.value)}>
        {props.children}
      </select>
    </div>
  );
}

function Day(props: {
  label: string;
  value: string;
  least?: string;
  most?: string;
  onChoose: (day: string) => void;
}) {
  const id = useId();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    // A day that is half typed is none yet.
    if (target.validity.valid && (target.value === "" || target.value >= "1900")) {
      props.onChoose(target.value);
    }
  };
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="date"
        min={props.least || undefined}
        max={props.most || undefined}
        value={props.value}
        onChange={choose}
      />
    </div>
  );
}
