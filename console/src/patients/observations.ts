// What was observed, in words.

import type { Measured, Observation } from "../fhir/types";
import { conceptText, unitText, valueText } from "../fhir/values";
import type { Translate } from "../messages";

/** The value, or values beside each other; or that there is none, and why. */
export function observationText(of: Observation, t: Translate, language: string): string {
  const own = measuredText(of, t, language);
  const parts = of.component ?? [];
  if (parts.length === 0) return own || t("patient.noValue");
  const units = new Set(parts.map(({ valueQuantity }) => unitText(valueQuantity)));
  const [unit] = units;
  const isOne =
    units.size === 1 && parts.every(({ valueQuantity }) => valueQuantity?.value !== undefined);
  if (isOne && unit !== undefined) {
    // Such as 120 / 80 mmHg.
    const numbers = parts.map((it) =>
      valueText({ ...it, valueQuantity: { ...it.valueQuantity, unit: "", code: "" } }, language),
    );
    return [own, `${numbers.join(" / ")} ${unit}`.trim()].filter(Boolean).join("; ");
  }
  const named = parts.map(
    (it) => `${conceptText(it.code)}: ${measuredText(it, t, language) || t("patient.noValue")}`,
  );
  return [own, ...named].filter(Boolean).join("; ");
}

function measuredText(measured: Measured, t: Translate, language: string): string {
  if (measured.valueBoolean !== undefined) {
    return t(measured.valueBoolean ? "patient.yes" : "patient.no");
  }
  return valueText(measured, language) || conceptText(measured.dataAbsentReason);
}
