// What a browser would say of a field before a form is sent, in the language of the page rather than in its own.

import type { Translate } from "../messages";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What is wrong with a field, as far as the browser knows. */
export function complaint(t: Translate, locale: string, field: Control): string {
  const { validity, type } = field;
  const limit = (name: "min" | "max") =>
    new Intl.NumberFormat(locale).format(Number(field.getAttribute(name)));
  if (validity.badInput) return t(type === "date" ? "field.date" : "field.number");
  if (validity.valueMissing) return t("field.missing");
  if (validity.typeMismatch && type === "email") return t("field.email");
  if (validity.rangeUnderflow) return t("field.least", { least: limit("min") });
  if (validity.rangeOverflow) return t("field.most", { most: limit("max") });
  if (validity.stepMismatch) return t("field.whole");
  return validity.valid ? "" : t("field.signs");
}

/** What makes it worth looking anew. A date that is taken back before it is whole changes nothing that a field tells of. */
const TOUCHES = ["input", "keydown", "blur"] as const;

/** Has the browser say it so, until something is done about it. */
export function complain(t: Translate, locale: string, field: Control) {
  // What was said before would be one more thing that is wrong.
  field.setCustomValidity("");
  field.setCustomValidity(complaint(t, locale, field));
  for (const touch of TOUCHES) {
    field.addEventListener(touch, () => field.setCustomValidity(""), { once: true });
  }
}
