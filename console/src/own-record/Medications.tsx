// What somebody takes: what was prescribed, and what else they have said to take.

import type { MedicationRequest, MedicationStatement } from "../fhir/types";
import { useLanguage } from "../messages";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { useOwn } from "./queries";
import { conceptName, dayText, nowFirst } from "./words";

type Medication = MedicationRequest | MedicationStatement;

const isNow = ({ status }: Medication) => status === "active";

export function Medications() {
  const { t } = useLanguage();
  const requests = useOwn<MedicationRequest>("MedicationRequest", "-authoredon", 100);
  const statements = useOwn<MedicationStatement>("MedicationStatement", "-effective", 100);
  const hasStatements = (statements.data?.pages[0]?.items.length ?? 0) > 0;
  return (
    <Section title={t("record.medications")} text={t("record.medications.text")}>
      <Pages of={requests} empty={t("record.medications.none")}>
        {(items) => <List items={items} />}
      </Pages>
      {(hasStatements || statements.error) && (
        <>
          <h3>{t("record.medications.said")}</h3>
          <Pages of={statements} empty="">
            {(items) => <List items={items} />}
          </Pages>
        </>
      )}
    </Section>
  );
}

function List({ items }: { items: Medication[] }) {
  const { t, locale } = useLanguage();
  return (
    <ul className="list">
      {items.toSorted(nowFirst(isNow)).map((medication) => {
        const since = sinceOf(medication);
        return (
          <li key={medication.id}>
            <p>
              <strong>{nameOf(medication) ?? t("record.unnamed")}</strong>
              <span>{dosageOf(medication)}</span>
              {since && <small>{t("record.since", { date: dayText(locale, since) })}</small>}
            </p>
            <span className={`badge ${isNow(medication) ? "good" : ""}`}>
              {t(isNow(medication) ? "record.now" : "record.notNow")}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function nameOf(medication: Medication): string | null {
  const { medicationCodeableConcept: concept, medicationReference: reference } = medication;
  const id = reference?.reference?.replace(/^#/, "");
  const contained = medication.contained?.find((it) => it.id === id)?.code;
  return conceptName(concept) ?? conceptName(contained) ?? reference?.display ?? null;
}

function dosageOf(medication: Medication): string {
  const dosages =
    medication.resourceType === "MedicationRequest"
      ? medication.dosageInstruction
      : medication.dosage;
  return (dosages ?? []).map(({ text }) => text ?? "").join(" ");
}

function sinceOf(medication: Medication): string | undefined {
  if (medication.resourceType === "MedicationRequest") return medication.authoredOn;
  return medication.effectiveDateTime ?? medication.effectivePeriod?.start;
}
