// What is said to be wrong of a person (GDPR, Article 16), and what became of it.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { Button } from "../ui/Button";
import { Section } from "../ui/Section";
import { Asked, Empty } from "../ui/States";
import { RefuseDialog, RequestDialog } from "./CorrectionDialogs";
import { ResolveDialog } from "./ResolveDialog";
import { named, recordKeys, type SubjectName, saidBy } from "./subject";

type Correction = Schemas["Correction"];
type Shown = { what: "request" } | { what: "resolve" | "refuse"; correction: Correction };

export function Corrections({ name }: { name: SubjectName }) {
  const { t } = useLanguage();
  const [shown, setShown] = useState<Shown | null>(null);
  const close = () => setShown(null);
  const corrections = useQuery({
    queryKey: recordKeys.corrections(name),
    queryFn: () => answered(api.GET("/api/subjects/{id}/corrections", { params: named(name) })),
  });
  return (
    <Section
      title={t("rights.corrections")}
      text={t("rights.corrections.text")}
      action={
        <Button onClick={() => setShown({ what: "request" })}>
          {t("rights.corrections.record")}
        </Button>
      }
    >
      <Asked of={corrections}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{t("rights.corrections.none")}</Empty>
          ) : (
            <ul className="list">
              {items.map((correction) => (
                <Line
                  key={correction.id}
                  correction={correction}
                  onDecide={(what) => setShown({ what, correction })}
                />
              ))}
            </ul>
          )
        }
      </Asked>
      {shown?.what === "request" && <RequestDialog name={name} onClose={close} />}
      {shown?.what === "refuse" && (
        <RefuseDialog name={name} correction={shown.correction} onClose={close} />
      )}
      {shown?.what === "resolve" && (
        <ResolveDialog name={name} correction={shown.correction} onClose={close} />
      )}
    </Section>
  );
}

export const CORRECTION_LOOKS: Record<string, string> = {
  open: "badge",
  resolved: "badge good",
  refused: "badge bad",
};

function Line(props: { correction: Correction; onDecide: (what: "resolve" | "refuse") => void }) {
  const { t, moment } = useLanguage();
  const { document, wrong, by, requested_at, state, reason, decided_at } = props.correction;
  const name = { document };
  return (
    <li>
      <p>
        <span>
          <strong>{document}</strong>{" "}
          <span className={CORRECTION_LOOKS[state] ?? "badge"}>
            {t(`rights.corrections.${state}` as Key)}
          </span>
        </span>
        <span className="prose">{wrong}</span>
        <small>
          {t("rights.corrections.by", { by: saidBy(t, by), date: moment(requested_at) })}
        </small>
        {decided_at && (
          <small>
            {t("rights.corrections.decided", { date: moment(decided_at) })} {reason}
          </small>
        )}
      </p>
      {state === "open" && (
        <span className="row">
          <Button
            look="quiet"
            aria-label={t("rights.corrections.resolveOne", name)}
            onClick={() => props.onDecide("resolve")}
          >
            {t("rights.corrections.resolve")}
          </Button>
          <Button
            look="quiet"
            aria-label={t("rights.corrections.refuseOne", name)}
            onClick={() => props.onDecide("refuse")}
          >
            {t("rights.corrections.refuse")}
          </Button>
        </span>
      )}
    </li>
  );
}
