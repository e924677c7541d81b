// Dates as FHIR has them: of a year, a month, a day or a moment, and never more exact than they were given.

import type { Period } from "./types";

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Whether a text is a date, of whatever precision, and there is such a day. */
export function isDate(text: string): boolean {
  const [, year, month = "01", day = "01"] = DATE.exec(text) ?? [];
  if (!year) return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(8, 10) === day;
}

/** The first millisecond that a date can mean; null for what is none. */
export function startOf(text: string | undefined): number | null {
  if (!text) return null;
  const [whole, year, month = "01", day = "01"] = DATE.exec(text) ?? [];
  const time = Date.parse(whole ? `${year}-${month}-${day}T00:00:00Z` : text);
  return Number.isNaN(time) ? null : time;
}

/** The last millisecond that a date can mean. */
export function endOf(text: string | undefined): number | null {
  const start = startOf(text);
  if (start === null || !text) return null;
  const [whole, year, month, day] = DATE.exec(text) ?? [];
  // What says a moment means no more than its second.
  if (!whole) return start;
  if (day) return start + 86_400_000 - 1;
  return Date.UTC(Number(year) + (month ? 0 : 1), month ? Number(month) : 0, 1) - 1;
}

/** A date in words, as exact as it is. A day is the same day everywhere; a moment is told by the clock here. */
export function dateText(text: string | undefined, language: string): string {
  const start = startOf(text);
  if (start === null || !text) return text ?? "";
  const [whole, year, month, day] = DATE.exec(text) ?? [];
  if (!whole) return format(language, { dateStyle: "medium", timeStyle: "short" }).format(start);
  if (!month) return year ?? "";
  if (!day)
    return format(language, { year: "numeric", month: "long", timeZone: "UTC" }).format(start);
  return format(language, { dateStyle: "medium", timeZone: "UTC" }).format(start);
}

/** As above, but of a moment only its day by the clock here. */
export function dayText(text: string | undefined, language: string): string {
  const start = startOf(text);
  if (start === null || !text || DATE.test(text)) return dateText(text, language);
  return format(language, { dateStyle: "medium" }).format(start);
}

/** From when until when, in words. */
export function periodText(period: Period | undefined, language: string): string {
  const [start, end] = [dateText(period?.start, language), dateText(period?.end, language)];
  if (!start && !end) return "";
  return start === end || !end ? start : `${start} – ${end}`;
}

const forms = new Map<string, Intl.DateTimeFormat>();

/** Making a form is slow, and lists need the same one for every row. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  const known = forms.get(key) ?? new Intl.DateTimeFormat(language, options);
  forms.set(key, known);
  return known;
}

/** How old somebody is at a moment, in whole years, and the youngest in months or days. */
export function age(birth: string | undefined, at: number): { count: number; unit: string } | null {
  const [, year, month, day] = DATE.exec(birth ?? "") ?? [];
  const start = startOf(birth);
  if (!year || start === null || start > at) return null;
  const now = new Date(at);
  const before = month
    ? now.getMonth() + 1 < Number(month) ||
      (now.getMonth() + 1 === Number(month) && now.getDate() < Number(day ?? 1))
    : false;
  const years = now.getFullYear() - Number(year) - (before ? 1 : 0);
  if (years >= 2 || !month) return { count: years, unit: "year" };
  const months =
    (now.getFullYear() - Number(year)) * 12 +
    (now.getMonth() + 1 - Number(month)) -
    (now.getDate() < Number(day ?? 1) ? 1 : 0);
  if (months >= 1 || !day) return { count: Math.max(months, 0), unit: "month" };
  return { count: Math.floor((at - start) / 86_400_000), unit: "day" };
}

/** An age in words, such as “46 years”. */
export function ageText(birth: string | undefined, at: number, language: string): string {
  const found = age(birth, at);
  if (!found) return "";
  const { count, unit } = found;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(
    count,
  );
}
