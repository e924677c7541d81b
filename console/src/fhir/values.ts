// Codes, quantities and values in words.

import { dateText, periodText } from "./dates";
import type { Decimal } from "./json";
import type { CodeableConcept, Coding, Measured, Quantity, Reference } from "./types";

/** What a code is called, as far as somebody has said it; otherwise the code itself. */
export function conceptText(concept: CodeableConcept | undefined): string {
  const codings = concept?.coding ?? [];
  const display = codings.find((it) => it.display)?.display;
  return concept?.text ?? display ?? codings.find((it) => it.code)?.code ?? "";
}

export const codingText = (coding: Coding | undefined) => coding?.display ?? coding?.code ?? "";

/** The code of a concept, where one system alone is allowed. */
export const codeOf = (concept: CodeableConcept | undefined) => concept?.coding?.[0]?.code ?? "";

/** The id in a reference to something of a type on this server. */
export function idOf(reference: Reference | undefined, type: string): string | null {
  const [found, id] = (reference?.reference ?? "").split("/");
  return found === type && id ? id : null;
}

/** A number with all the digits it was given. */
export function numberText(value: Decimal, language: string): string {
  const text = String(value);
  const places = text.split(".")[1]?.length ?? 0;
  if (/e/i.test(text) || text.length > 20 || places > 20) return text;
  const form = new Intl.NumberFormat(language, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return form.format(text as Intl.StringNumericLiteral);
}

/** A unit as people write it: that of UCUM has brackets about some, and `1` where there is none. */
export function unitText(quantity: Quantity | undefined): string {
  const unit = (quantity?.unit ?? quantity?.code ?? "").replace(/\[(Hg|H2O)\]/g, "$1");
  return unit === "1" ? "" : unit;
}

export function quantityText(quantity: Quantity | undefined, language: string): string {
  if (quantity?.value === undefined) return "";
  const unit = unitText(quantity);
  const number = `${quantity.comparator ? `${quantity.comparator} ` : ""}${numberText(quantity.value, language)}`;
  return unit ? `${number} ${unit}` : number;
}

/** What was measured or found, in words; empty if nothing was, or it is a yes or no. */
export function valueText(measured: Measured, language: string): string {
  const { valueQuantity, valueRange, valueRatio, valuePeriod, valueDateTime } = measured;
  if (valueQuantity) return quantityText(valueQuantity, language);
  if (valueRange) return rangeText(valueRange, language);
  if (valueRatio) {
    const parts = [valueRatio.numerator, valueRatio.denominator];
    return parts.map((it) => quantityText(it, language)).join(" / ");
  }
  if (valuePeriod) return periodText(valuePeriod, language);
  if (valueDateTime) return dateText(valueDateTime, language);
  if (measured.valueInteger !== undefined) return numberText(measured.valueInteger, language);
  return measured.valueString ?? measured.valueTime ?? conceptText(measured.valueCodeableConcept);
}

export function rangeText(
  range: { low?: Quantity; high?: Quantity; text?: string } | undefined,
  language: string,
): string {
  if (!range) return "";
  const { low, high } = range;
  if (low?.value !== undefined && high?.value !== undefined) {
    const unit = unitText(high) || unitText(low);
    const text = `${numberText(low.value, language)} – ${numberText(high.value, language)}`;
    return unit ? `${text} ${unit}` : text;
  }
  if (low) return `≥ ${quantityText(low, language)}`;
  if (high) return `≤ ${quantityText(high, language)}`;
  return range.text ?? "";
}
