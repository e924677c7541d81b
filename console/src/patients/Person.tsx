// Who a patient is, in a line: born when, how old, and by which numbers they are known.

import { ageText, dateText } from "../fhir/dates";
import { humanName } from "../fhir/names";
import type { Patient } from "../fhir/types";
import { useLanguage } from "../messages";
import { Badges, isDead, sexName } from "./PatientTable";

/** With the name, where no heading has it. */
export function Person({ patient, isNamed }: { patient: Patient; isNamed?: boolean }) {
  const { t, locale } = useLanguage();
  const { name, birthDate, gender, identifier = [] } = patient;
  const old = isDead(patient) ? "" : ageText(birthDate, Date.now(), locale);
  const known = [
    birthDate && t("patient.born", { date: dateText(birthDate, locale) }),
    old,
    gender && sexName(t, gender),
    ...identifier.map(({ value }) => value),
  ].filter(Boolean);
  return (
    <p className="person">
      {isNamed && <strong>{humanName(name) || t("patients.unnamed")}</strong>}
      {known.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      <Badges patient={patient} />
    </p>
  );
}
