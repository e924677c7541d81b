// Where somebody lives, how to reach them, and what they are known by.

import type { Patient } from "../fhir/types";
import { useLanguage } from "../messages";
import { Section } from "../ui/Section";
import { codeName } from "./fields";
import { addressText, languageOf } from "./form";
import { usePatient } from "./patients";

export function Who({ id }: { id: string }) {
  const { t } = useLanguage();
  const { data } = usePatient(id);
  if (!data) return null;
  return (
    <Section title={t("patient.who")}>
      <Facts patient={data.resource} />
    </Section>
  );
}

function Facts({ patient }: { patient: Patient }) {
  const { t, locale } = useLanguage();
  const { identifier = [], telecom = [], address = [], id = "" } = patient;
  const language = languageOf(patient);
  const rows: { name: string; value: string; note?: string }[] = [
    ...identifier.map(({ value = "", system = "" }) => ({
      name: t("patients.identifier"),
      value,
      note: system,
    })),
    ...telecom.map(({ system = "", value = "", use = "" }) => ({
      name: codeName(t, system),
      value,
      note: use && codeName(t, use),
    })),
    ...address.map((it) => ({
      name: t("patients.address"),
      value: addressText(it),
      note: it.use ? codeName(t, it.use) : "",
    })),
    { name: t("patients.language"), value: language && languageText(language, locale) },
    { name: t("patient.id"), value: id },
  ];
  return (
    <dl className="told">
      {rows
        .filter(({ value }) => value)
        .map(({ name, value, note }) => (
          <div key={name + value}>
            <dt>{name}</dt>
            <dd>
              {value} {note && <small>{note}</small>}
            </dd>
          </div>
        ))}
    </dl>
  );
}

function languageText(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
