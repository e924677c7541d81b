// What the parts of a patient's page are put together from: an entry each of what is known.

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Found } from "../fhir/client";
import { dateText, periodText } from "../fhir/dates";
import type {
  AllergyIntolerance,
  Condition,
  Encounter,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Resource,
} from "../fhir/types";
import { codeOf, codingText, conceptText } from "../fhir/values";
import { type Translate, useLanguage } from "../messages";
import { en, type Key } from "../messages/en";
import { Notice } from "../ui/Notice";
import { Asked, Empty } from "../ui/States";
import { statusName, toneOf } from "./status";

/** A state; nothing is said of the one that is usual there. */
export function Status({ status, usual }: { status: string; usual?: string | undefined }) {
  const { t } = useLanguage();
  if (!status || status === usual) return null;
  return <span className={`badge ${toneOf(status)}`}>{statusName(t, status)}</span>;
}

/** What a value means, where somebody has said so, and it is not just as it should be. */
export function Interpretation({ of }: { of: Observation }) {
  const { t } = useLanguage();
  const [first] = of.interpretation ?? [];
  const code = codeOf(first);
  const key = `patient.meaning.${code}`;
  const text = key in en ? t(key as Key) : conceptText(first);
  if (!text || code === "N") return null;
  return <span className={`badge ${WORRYING.has(code) ? "bad" : ""}`}>{text}</span>;
}

const WORRYING = new Set(["HH", "LL", "AA"]);

/** The first of what was found, how it stands until then, or that there is none. */
export function Some<R extends Resource>(props: {
  of: UseQueryResult<Found<R>>;
  none: string;
  children: (items: R[]) => ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <Asked of={props.of}>
      {({ items, damaged }) => (
        <>
          {damaged && <Notice kind="bad">{t("patients.damaged")}</Notice>}
          {items.length === 0 ? <Empty>{props.none}</Empty> : props.children(items)}
        </>
      )}
    </Asked>
  );
}

/** One thing that is known: what it is called, what else is to be said, and its state. */
export function Entry(props: { name: string; facts?: string[]; children?: ReactNode }) {
  const { t } = useLanguage();
  return (
    <li>
      <p>
        <strong>{props.name || t("patient.unnamed")}</strong>
        {(props.facts ?? []).filter(Boolean).map((fact) => (
          <small key={fact}>{fact}</small>
        ))}
      </p>
      <span className="states">{props.children}</span>
    </li>
  );
}

export function ConditionEntry({ of, usual }: { of: Condition; usual?: string }) {
  const { t, locale } = useLanguage();
  const since = of.onsetPeriod
    ? periodText(of.onsetPeriod, locale)
    : dateText(of.onsetDateTime, locale) || (of.onsetString ?? "");
  const until =
    dateText(of.abatementDateTime ?? of.abatementPeriod?.end, locale) || (of.abatementString ?? "");
  const verification = codeOf(of.verificationStatus);
  return (
    <Entry
      name={conceptText(of.code)}
      facts={[
        since && (until ? `${since} – ${until}` : t("patient.since", { date: since })),
        conceptText(of.severity),
      ]}
    >
      <Status status={verification} usual="confirmed" />
      <Status status={codeOf(of.clinicalStatus)} usual={usual} />
    </Entry>
  );
}

export function AllergyEntry({ of, usual }: { of: AllergyIntolerance; usual?: string }) {
  const { t } = useLanguage();
  const reactions = (of.reaction ?? []).flatMap(({ manifestation }) => manifestation);
  const verification = codeOf(of.verificationStatus);
  return (
    <Entry name={conceptText(of.code)} facts={[reactions.map(conceptText).join(", ")]}>
      {of.criticality === "high" && <span className="badge bad">{t("patient.critical")}</span>}
      <Status status={verification} usual="confirmed" />
      <Status status={codeOf(of.clinicalStatus)} usual={usual} />
    </Entry>
  );
}

type Medication = MedicationRequest | MedicationStatement;

/** What the medication is, where it stands in the resource itself; otherwise how the reference calls it. */
export function medicationName(of: Medication): string {
  const contained = of.contained?.find(({ id }) => `#${id}` === of.medicationReference?.reference);
  return (
    conceptText(of.medicationCodeableConcept) ||
    conceptText(contained?.code) ||
    (of.medicationReference?.display ?? "")
  );
}

export function MedicationEntry(props: {
  of: Medication;
  named: Map<string, string>;
  usual?: string;
}) {
  const { of, named, usual } = props;
  const { t, locale } = useLanguage();
  const isRequest = of.resourceType === "MedicationRequest";
  const dosage = (isRequest ? of.dosageInstruction : of.dosage) ?? [];
  const since = isRequest
    ? dateText(of.authoredOn, locale)
    : periodText(of.effectivePeriod, locale) || dateText(of.effectiveDateTime, locale);
  return (
    <Entry
      name={medicationName(of) || (named.get(of.medicationReference?.reference ?? "") ?? "")}
      facts={[
        dosage.flatMap(({ text }) => text ?? []).join(" "),
        since && t(isRequest ? "patient.prescribed" : "patient.taken", { date: since }),
      ]}
    >
      <Status status={of.status} usual={usual} />
    </Entry>
  );
}

/** The names of medications that came along, by the references that lead to them. */
export function namesOf(included: readonly Resource[]): Map<string, string> {
  return new Map(
    included.map((it) => [
      `${it.resourceType}/${it.id}`,
      conceptText((it as { code?: Parameters<typeof conceptText>[0] }).code),
    ]),
  );
}

const ACT_CODES = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

/** What it was for, or what kind of it: those of HL7 have words in every language. */
export function encounterName(t: Translate, { type, reasonCode, class: kind }: Encounter): string {
  const key = `patient.class.${kind?.code}`;
  const isKnown = key in en && (kind?.system ?? ACT_CODES) === ACT_CODES;
  const name = isKnown ? t(key as Key) : codingText(kind);
  return conceptText(type?.[0]) || conceptText(reasonCode?.[0]) || name;
}

export function EncounterEntry({ of, usual }: { of: Encounter; usual?: string }) {
  const { t, locale } = useLanguage();
  const { period, participant = [] } = of;
  const start = dateText(period?.start, locale);
  const with_ = participant.flatMap(({ individual }) => individual?.display ?? []).join(", ");
  return (
    <Entry name={encounterName(t, of)} facts={[start || dateText(period?.end, locale), with_]}>
      <Status status={of.status} usual={usual} />
    </Entry>
  );
}
