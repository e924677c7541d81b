// What stands in a record, in words: names, days and measured values.

import type { CodeableConcept, HumanName, Measured, Quantity, Resource } from "../fhir/types";
import { unitText } from "../fhir/values";

/** What something is called: as somebody wrote it, or as its code is known; null if neither is there. */
export function conceptName(concept: CodeableConcept | undefined): string | null {
  const coding = concept?.coding ?? [];
  const name = concept?.text ?? coding.find(({ display }) => display)?.display;
  return name ?? coding.find(({ code }) => code)?.code ?? null;
}

/** The code of a status, such as `active`. */
export function codeOf(concept: CodeableConcept | undefined): string | null {
  return concept?.coding?.[0]?.code ?? null;
}

export function personName(names: readonly HumanName[] = []): string | null {
  const name = names.find(({ use }) => use === "official") ?? names[0];
  if (!name) return null;
  const parts = [...(name.prefix ?? []), ...(name.given ?? []), name.family ?? ""];
  return name.text ?? (parts.filter(Boolean).join(" ") || null);
}

/** A day, or as much of one as is known: `2014` stays a year. */
export function dayText(language: string, date: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? [];
  if (!year) return date;
  const form: Intl.DateTimeFormatOptions = { year: "numeric" };
  if (month) form.month = "long";
  if (day) form.day = "numeric";
  // A moment is on the day that it is here; a day without a time is the same everywhere.
  const at = date.includes("T")
    ? new Date(date)
    : new Date(Number(year), Number(month ?? 1) - 1, Number(day ?? 1));
  return new Intl.DateTimeFormat(language, form).format(at);
}

/** A day as files are named by it, by the clock of whoever asks. */
export function dayOf(now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whole years from a day of birth to a day. */
export function ageAt(birth: string, now: Date): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(birth) ?? [];
  if (!year) return null;
  const isBefore =
    now.getMonth() + 1 < Number(month) ||
    (now.getMonth() + 1 === Number(month) && now.getDate() < Number(day));
  return now.getFullYear() - Number(year) - (isBefore ? 1 : 0);
}

/** A number with its unit, every digit as it was recorded, with the decimal sign of the language. */
export function quantityText(language: string, quantity: Quantity): string {
  const { value, comparator = "" } = quantity;
  const unit = unitText(quantity);
  if (value === undefined) return unit;
  const sign = new Intl.NumberFormat(language).format(1.5).charAt(1);
  const digits = String(value).replace(".", sign);
  return [`${comparator}${digits}`, unit].filter(Boolean).join(" ");
}

/** What was found, if this page has words for it; null otherwise. */
export function valueText(language: string, measured: Measured): string | null {
  const { valueQuantity, valueCodeableConcept, valueRange, valueRatio } = measured;
  const quantity = (it: Quantity | undefined) => (it ? quantityText(language, it) : "");
  if (valueQuantity) return quantity(valueQuantity);
  if (valueCodeableConcept) return conceptName(valueCodeableConcept);
  if (valueRange) return `${quantity(valueRange.low)}–${quantity(valueRange.high)}`;
  if (valueRatio) return `${quantity(valueRatio.numerator)}/${quantity(valueRatio.denominator)}`;
  if (measured.valueInteger !== undefined) return String(measured.valueInteger);
  return measured.valueString ?? measured.valueTime ?? null;
}

/** Whether something was recorded by mistake, as its own status says. */
export function isMistake(
  resource: Resource & { status?: string; verificationStatus?: CodeableConcept },
): boolean {
  const wrong = "entered-in-error";
  return resource.status === wrong || codeOf(resource.verificationStatus) === wrong;
}

/** An order in which what is so now comes first, and all else stays as it was. */
export function nowFirst<T>(isNow: (one: T) => boolean): (one: T, other: T) => number {
  return (one, other) => Number(isNow(other)) - Number(isNow(one));
}
