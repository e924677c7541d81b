// What was observed of a patient, by kind, each over time.

import { useState } from "react";
import { useParams } from "react-router";
import { useLanguage } from "../messages";
import { Select } from "../ui/Field";
import { Asked, Empty } from "../ui/States";
import { KindSection } from "./KindSection";
import { kindsOf } from "./kinds";
import { useLastObservations, yearsAgo } from "./record";

const RANGES = { all: 0, quarter: 0.25, year: 1, five: 5 };
type Range = keyof typeof RANGES;

export function Component() {
  const { t } = useLanguage();
  const { id = "" } = useParams();
  const [range, setRange] = useState<Range>("all");
  const since = range === "all" ? null : yearsAgo(RANGES[range]);
  const last = useLastObservations(id, 1, since);
  return (
    <>
      <div className="choice">
        <Select
          label={t("chart.time")}
          value={range}
          options={[
            { value: "all", text: t("chart.all") },
            { value: "five", text: t("chart.five") },
            { value: "year", text: t("chart.year") },
            { value: "quarter", text: t("chart.quarter") },
          ]}
          onChoose={(it) => setRange(it as Range)}
        />
      </div>
      <Asked of={last}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{t(since ? "chart.noneThen" : "patient.noObservations")}</Empty>
          ) : (
            kindsOf(items).map((kind) => (
              <KindSection key={`${kind.key} ${since}`} id={id} kind={kind} since={since} />
            ))
          )
        }
      </Asked>
    </>
  );
}
