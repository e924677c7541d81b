// The first look at a patient: what goes on, what is taken, what was measured last.

import { Link, useParams } from "react-router";
import { dateText, dayText } from "../fhir/dates";
import type {
  AllergyIntolerance,
  Condition,
  Encounter,
  MedicationRequest,
  MedicationStatement,
  Observation,
} from "../fhir/types";
import { useLanguage } from "../messages";
import { Section } from "../ui/Section";
import { Asked, Empty } from "../ui/States";
import { changeSince, type Kind, kindsOf, newestFirst, whenOf } from "./kinds";
import { observationText } from "./observations";
import {
  AllergyEntry,
  ConditionEntry,
  EncounterEntry,
  Interpretation,
  MedicationEntry,
  namesOf,
  Some,
} from "./parts";
import { useLatestObservations, useSome } from "./record";
import { Who } from "./Who";

const FEW: [string, string] = ["_count", "20"];
const MOST_KINDS = 10;

export function Component() {
  const { id = "" } = useParams();
  return (
    <div className="summary">
      <div>
        <Conditions id={id} />
        <Medications id={id} />
        <Allergies id={id} />
      </div>
      <div>
        <Observations id={id} />
        <Encounters id={id} />
        <Who id={id} />
      </div>
    </div>
  );
}

function Conditions({ id }: { id: string }) {
  const { t } = useLanguage();
  const conditions = useSome<Condition>(id, "Condition", [
    ["clinical-status:not", "inactive,resolved,remission"],
    ["verification-status:not", "entered-in-error,refuted"],
    ["_sort", "-onset-date"],
    FEW,
  ]);
  return (
    <Section title={t("patient.activeConditions")}>
      <Some of={conditions} none={t("patient.noConditions")}>
        {(items) => (
          <ul className="list">
            {items.map((it) => (
              <ConditionEntry key={it.id} of={it} usual="active" />
            ))}
          </ul>
        )}
      </Some>
    </Section>
  );
}

function Medications({ id }: { id: string }) {
  const { t } = useLanguage();
  const requests = useSome<MedicationRequest>(id, "MedicationRequest", [
    ["status", "active,on-hold"],
    ["_include", "MedicationRequest:medication"],
    ["_sort", "-authoredon"],
    FEW,
  ]);
  const statements = useSome<MedicationStatement>(id, "MedicationStatement", [
    ["status", "active,intended,on-hold"],
    ["_include", "MedicationStatement:medication"],
    FEW,
  ]);
  return (
    <Section title={t("patient.medications")}>
      <Asked of={requests}>
        {(requested) => (
          <Asked of={statements}>
            {(stated) => {
              const items = [...requested.items, ...stated.items];
              const named = namesOf([...requested.included, ...stated.included]);
              if (items.length === 0) return <Empty>{t("patient.noMedications")}</Empty>;
              return (
                <ul className="list">
                  {items.map((it) => (
                    <MedicationEntry
                      key={`${it.resourceType}${it.id}`}
                      of={it}
                      named={named}
                      usual="active"
                    />
                  ))}
                </ul>
              );
            }}
          </Asked>
        )}
      </Asked>
    </Section>
  );
}

function Allergies({ id }: { id: string }) {
  const { t } = useLanguage();
  const allergies = useSome<AllergyIntolerance>(id, "AllergyIntolerance", [
    ["clinical-status:not", "inactive,resolved"],
    ["verification-status:not", "entered-in-error,refuted"],
    FEW,
  ]);
  return (
    <Section title={t("patient.allergies")}>
      <Some of={allergies} none={t("patient.noAllergies")}>
        {(items) => (
          <ul className="list">
            {items.map((it) => (
              <AllergyEntry key={it.id} of={it} usual="active" />
            ))}
          </ul>
        )}
      </Some>
    </Section>
  );
}

function Observations({ id }: { id: string }) {
  const { t } = useLanguage();
  const last = useLatestObservations(id, 2);
  return (
    <Section
      title={t("patient.latest")}
      action={<Link to={`/patients/${id}/observations`}>{t("patient.overTime")}</Link>}
    >
      <Asked of={last}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{t("patient.noObservations")}</Empty>
          ) : (
            <ul className="list">
              {latestKinds(items).map((kind) => (
                <Latest key={kind.key} kind={kind} />
              ))}
            </ul>
          )
        }
      </Asked>
    </Section>
  );
}

/** The kinds that were observed last. */
const latestKinds = (observations: Observation[]) =>
  kindsOf(observations)
    .sort((a, b) => newestFirst(a.observations[0] as Observation, b.observations[0] as Observation))
    .slice(0, MOST_KINDS);

const ARROWS = { up: "▲", down: "▼", same: "=" };

function Latest({ kind }: { kind: Kind }) {
  const { t, locale } = useLanguage();
  const [now, before] = kind.observations;
  if (!now) return null;
  const change = changeSince(now, before);
  return (
    <li>
      <p>
        <span>{kind.name || t("patient.unnamed")}</span>
        <small>{dateText(whenOf(now), locale)}</small>
      </p>
      <p className="measured">
        <span>
          <Interpretation of={now} /> <strong>{observationText(now, t, locale)}</strong>
        </span>
        {change && (
          <small>
            <span aria-hidden="true">{ARROWS[change.direction]} </span>
            {t(`patient.${change.direction}`, {
              value: change.text,
              date: dayText(change.since, locale),
            })}
          </small>
        )}
      </p>
    </li>
  );
}

function Encounters({ id }: { id: string }) {
  const { t } = useLanguage();
  const encounters = useSome<Encounter>(id, "Encounter", [
    ["status:not", "entered-in-error"],
    ["_sort", "-date"],
    ["_count", "5"],
  ]);
  return (
    <Section
      title={t("patient.encounters")}
      action={<Link to={`/patients/${id}/timeline`}>{t("patient.timeline")}</Link>}
    >
      <Some of={encounters} none={t("patient.noEncounters")}>
        {(items) => (
          <ul className="list">
            {items.map((it) => (
              <EncounterEntry key={it.id} of={it} usual="finished" />
            ))}
          </ul>
        )}
      </Some>
    </Section>
  );
}
