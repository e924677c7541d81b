// What is written down of who somebody is.

import { type FormEvent, type ReactNode, useState } from "react";
import { InvalidResource } from "../fhir/client";
import { isDate, startOf } from "../fhir/dates";
import type { Patient } from "../fhir/types";
import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { Button } from "../ui/Button";
import { Field, Select } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Said } from "../ui/Said";
import { Section } from "../ui/Section";
import { words } from "../ui/words";
import { Addresses, Identifiers, Names, Telecoms } from "./fields";
import { LANGUAGES_SPOKEN, languageOf, tidied, withLanguage } from "./form";

interface Props {
  patient: Patient;
  onChange: (patient: Patient) => void;
  busy: boolean;
  error: unknown;
  onSave: () => void;
  /** Said before the buttons. */
  note?: ReactNode;
  /** What stands beside the button that saves. */
  children: ReactNode;
}

export function PatientForm({ patient, onChange, busy, error, onSave, note, children }: Props) {
  const { t } = useLanguage();
  const [tried, setTried] = useState(false);
  const wrong = patient.birthDate ? wrongDate(patient.birthDate) : null;
  const dateWrong = wrong && t(wrong);
  const { name, identifier } = tidied(patient);
  const isNobody = !name && !identifier;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!busy && !wrong && !isNobody) onSave();
  };
  const change = (changed: Partial<Patient>) => onChange({ ...patient, ...changed });
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Section title={t("patients.who")}>
        <Names items={patient.name ?? []} onChange={(it) => change({ name: it })} />
        <div className="pair">
          <Field
            label={t("patients.birthDate")}
            hint={t("patients.dateHint")}
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            wrong={tried ? dateWrong : null}
            value={patient.birthDate ?? ""}
            onChange={({ target }) => change({ birthDate: target.value.trim() })}
          />
          <Select
            label={t("patients.sex")}
            value={patient.gender ?? ""}
            options={[
              { value: "", text: t("patients.notSaid") },
              { value: "female", text: t("patients.female") },
              { value: "male", text: t("patients.male") },
              { value: "other", text: t("patients.other") },
              { value: "unknown", text: t("patients.unknown") },
            ]}
            onChoose={(gender) => change({ gender })}
          />
          <Language patient={patient} onChange={onChange} />
        </div>
      </Section>
      <Section title={t("patients.identifiers")} text={t("patients.identifiersText")}>
        <Identifiers
          items={patient.identifier ?? []}
          onChange={(it) => change({ identifier: it })}
        />
      </Section>
      <Section title={t("patients.contact")}>
        <Telecoms items={patient.telecom ?? []} onChange={(it) => change({ telecom: it })} />
        <Addresses items={patient.address ?? []} onChange={(it) => change({ address: it })} />
      </Section>
      {tried && isNobody && <Notice kind="bad">{t("patients.nobody")}</Notice>}
      {tried && dateWrong && <Notice kind="bad">{dateWrong}</Notice>}
      {error !== null && <Refusal error={error} />}
      {note}
      <div className="row">
        <Button type="submit" look="primary" busy={busy}>
          {t("app.save")}
        </Button>
        {children}
      </div>
    </form>
  );
}

function wrongDate(date: string): Key | null {
  if (!isDate(date)) return "patients.noDate";
  return (startOf(date) ?? 0) > Date.now() ? "patients.future" : null;
}

/** Why it could not be saved. What was typed is still there. */
function Refusal({ error }: { error: unknown }) {
  const { t } = useLanguage();
  return (
    <Notice kind="bad">
      <p>{words(t, error, { unreachable: "patients.kept" })}</p>
      {error instanceof InvalidResource && <Said error={error} />}
    </Notice>
  );
}

function Language({ patient, onChange }: Pick<Props, "patient" | "onChange">) {
  const { t, locale } = useLanguage();
  const value = languageOf(patient);
  const names = new Intl.DisplayNames([locale], { type: "language", fallback: "code" });
  const named = (tag: string) => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      // Not every system has tags of languages.
      return tag;
    }
  };
  const tags = [...new Set([...LANGUAGES_SPOKEN, value])].filter(Boolean);
  const options = tags
    .map((tag) => ({ value: tag, text: named(tag) }))
    .sort((a, b) => a.text.localeCompare(b.text, locale));
  return (
    <Select
      label={t("patients.language")}
      value={value}
      options={[{ value: "", text: t("patients.notSaid") }, ...options]}
      onChoose={(tag) => onChange(withLanguage(patient, tag))}
    />
  );
}
