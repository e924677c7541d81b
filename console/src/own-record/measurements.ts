// Measurements put together: those of the same kind, with how the newest stands to the one before.

import type { Measured, Observation } from "../fhir/types";
import { unitText } from "../fhir/values";
import { codeOf, conceptName, quantityText, valueText } from "./words";

export interface Measurement {
  id: string;
  /** When, as it was recorded; null if nobody has said so. */
  at: string | null;
  /** What was found, in words; parts of it beside each other, such as the two numbers of a blood pressure. */
  text: string;
  /** The number of a single value, to draw it. */
  number: number | null;
  /** Where it stands to what is usual, if that was recorded. */
  standing: "above" | "below" | "within" | null;
}

export interface Kind {
  key: string;
  name: string;
  /** Newest first, as the server has found them. */
  measurements: Measurement[];
  trend: "higher" | "lower" | "same" | null;
}

export function kindsOf(
  language: string,
  observations: readonly Observation[],
  unnamed: string,
): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const observation of observations) {
    const measurement = measurementOf(language, observation);
    if (!measurement) continue;
    const { code } = observation;
    const coding = code.coding?.[0];
    const key = coding?.code ? `${coding.system}|${coding.code}` : (code.text ?? "");
    const kind = kinds.get(key) ?? {
      key,
      name: conceptName(code) ?? unnamed,
      measurements: [],
      trend: null,
    };
    kind.measurements.push(measurement);
    kinds.set(key, kind);
  }
  return [...kinds.values()].map((kind) => ({ ...kind, trend: trendOf(kind.measurements) }));
}

function measurementOf(language: string, observation: Observation): Measurement | null {
  const parts = [observation, ...(observation.component ?? [])];
  const said = parts.map((part) => valueText(language, part)).filter((it) => it !== null);
  const [only, more] = said;
  if (only === undefined) return null;
  const { effectiveDateTime, effectiveInstant, effectivePeriod } = observation;
  return {
    id: observation.id ?? "",
    at: effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.start ?? null,
    text: more === undefined ? only : named(language, parts),
    number: more === undefined ? numberOf(observation) : null,
    standing: standingOf(observation),
  };
}

/** Two numbers of the same unit are written as people say them, `120/80 mmHg`; all else by name. */
function named(language: string, parts: readonly Measured[]): string {
  const found = parts.filter((part) => valueText(language, part) !== null);
  const units = new Set(found.map((part) => part.valueQuantity?.unit));
  const [first, second] = found;
  if (found.length === 2 && units.size === 1 && first?.valueQuantity && second?.valueQuantity) {
    const unit = unitText(first.valueQuantity);
    const [one, other] = [first, second].map(({ valueQuantity: { value } = {} }) =>
      quantityText(language, value === undefined ? {} : { value }),
    );
    return `${one}/${other} ${unit}`.trim();
  }
  return found
    .map((part) => `${conceptName(part.code) ?? ""} ${valueText(language, part)}`.trim())
    .join(", ");
}

function numberOf({ valueQuantity, valueInteger }: Measured): number | null {
  const value = valueQuantity?.comparator ? undefined : (valueQuantity?.value ?? valueInteger);
  return value === undefined ? null : Number(value);
}

/** By what was recorded as usual beside the value. This page judges nothing itself. */
function standingOf(observation: Observation): Measurement["standing"] {
  const codes = (observation.interpretation ?? []).flatMap(({ coding = [] }) =>
    coding.map(({ code }) => code),
  );
  if (codes.some((code) => ["H", "HH", "HU"].includes(code ?? ""))) return "above";
  if (codes.some((code) => ["L", "LL", "LU"].includes(code ?? ""))) return "below";
  if (codes.includes("N")) return "within";
  const value = numberOf(observation);
  const [range, other] = observation.referenceRange ?? [];
  const ends = [range?.low, range?.high].filter((end) => end?.value !== undefined);
  const isUsual = !range?.type || codeOf(range.type) === "normal";
  const isOfUnit = ends.every((end) => end?.unit === observation.valueQuantity?.unit);
  if (value === null || other || ends.length === 0 || !isUsual || !isOfUnit) return null;
  if (range?.low?.value !== undefined && value < Number(range.low.value)) return "below";
  if (range?.high?.value !== undefined && value > Number(range.high.value)) return "above";
  return "within";
}

function trendOf(measurements: readonly Measurement[]): Kind["trend"] {
  const [newest, before] = measurements;
  if (newest?.number == null || before?.number == null) return null;
  if (newest.number === before.number) return "same";
  return newest.number > before.number ? "higher" : "lower";
}
