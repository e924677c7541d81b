// Who somebody is to the clinic.

import type { Patient } from "../fhir/types";
import { useLanguage } from "../messages";
import { en, type Key } from "../messages/en";
import { useSession } from "../session/SessionProvider";
import { Section } from "../ui/Section";
import { Asked, Empty } from "../ui/States";
import { usePatient } from "./queries";
import { ageAt, dayText, personName } from "./words";

export function Who() {
  const { t } = useLanguage();
  const { tenant_name: tenant } = useSession();
  return (
    <Section title={t("record.who")} text={t("record.who.text", { tenant })}>
      <Asked of={usePatient()}>
        {(patient) =>
          patient ? <Facts patient={patient} /> : <Empty>{t("record.who.none", { tenant })}</Empty>
        }
      </Asked>
    </Section>
  );
}

function Facts({ patient }: { patient: Patient }) {
  const { t, locale } = useLanguage();
  const { birthDate, gender, telecom = [], address: [address] = [], identifier = [] } = patient;
  const sex = `record.sex.${gender}`;
  const age = birthDate ? ageAt(birthDate, new Date()) : null;
  const born = birthDate && dayText(locale, birthDate);
  const place = [
    ...(address?.line ?? []),
    [address?.postalCode, address?.city].filter(Boolean).join(" "),
    address?.country,
  ];
  const facts: [Key, string | null | undefined][] = [
    ["record.who.name", personName(patient.name)],
    [
      "record.who.born",
      born && age !== null ? t("record.who.age", { date: born, years: age }) : born,
    ],
    ["record.who.sex", sex in en ? t(sex as Key) : gender],
    ["record.who.address", address?.text ?? place.filter(Boolean).join(", ")],
    ["record.who.contact", telecom.map(({ value }) => value).join(", ")],
    ["record.who.number", identifier.map(({ value }) => value).join(", ")],
  ];
  return (
    <dl className="own-facts">
      {facts.map(
        ([name, fact]) =>
          fact && (
            <div key={name}>
              <dt>{t(name)}</dt>
              <dd>{fact}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
