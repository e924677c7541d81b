// Who looked: what was done with the record of a person, by whom, when and from where.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useT } from "../messages";
import { Field, Select } from "../ui/Field";
import { Pages } from "../ui/Pages";
import { Looks } from "./Looks";
import { findLooks, type LookFilter } from "./looks";
import { recordKeys, useSubjectName } from "./subject";

const EVERYTHING: LookFilter = { what: "all", from: "", until: "" };
const KINDS = ["all", "seen", "changed"] as const;

export function Component() {
  const t = useT();
  const name = useSubjectName();
  const [filter, setFilter] = useState(EVERYTHING);
  const change = (changed: Partial<LookFilter>) => setFilter({ ...filter, ...changed });
  const looks = useInfiniteQuery({
    queryKey: [...recordKeys.looks(name), filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => findLooks(name, filter, pageParam),
    getNextPageParam: (page) => page.next,
  });
  return (
    <>
      <p className="quiet">{t("looked.text")}</p>
      <div className="filters">
        {name.type !== "Subject" && (
          <Select
            label={t("looked.what")}
            value={filter.what}
            options={KINDS.map((value) => ({ value, text: t(`looked.what.${value}`) }))}
            onChoose={(what) => change({ what })}
          />
        )}
        <Field
          label={t("looked.from")}
          type="date"
          value={filter.from}
          max={filter.until}
          onChange={(event) => change({ from: event.target.value })}
        />
        <Field
          label={t("looked.until")}
          type="date"
          value={filter.until}
          min={filter.from}
          onChange={(event) => change({ until: event.target.value })}
        />
      </div>
      <Pages of={looks} empty={t("looked.none")}>
        {(items) => <Looks items={items} />}
      </Pages>
    </>
  );
}
