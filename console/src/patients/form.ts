// What the form of a patient does to the resource. It works on the resource itself, so that what it does not know stays.

import { isMembers } from "../fhir/patch";
import type { Address, ContactPoint, HumanName, Identifier, Patient } from "../fhir/types";

export const LANGUAGES_SPOKEN =
  "ar bg cs da de el en es et fi fr ga hr hu it lt lv mt nl no pl pt ro ru sk sl so sv ti tr uk ur zh".split(
    " ",
  );
const LANGUAGE_TAGS = "urn:ietf:bcp:47";

/** Texts that are written in one field, with what separates them. */
export const partsOf = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((it) => it.trim())
    .filter(Boolean);

type Communication = NonNullable<Patient["communication"]>;

function placeOfLanguage(spoken: Communication): number {
  return Math.max(
    0,
    spoken.findIndex(({ preferred }) => preferred),
  );
}

/** The language that somebody is best spoken to in. */
export function languageOf({ communication = [] }: Patient): string {
  const language = communication[placeOfLanguage(communication)]?.language;
  return language?.coding?.[0]?.code ?? language?.text ?? "";
}

export function withLanguage(patient: Patient, code: string): Patient {
  const spoken = [...(patient.communication ?? [])];
  const at = placeOfLanguage(spoken);
  const language = { coding: [{ system: LANGUAGE_TAGS, code }] };
  if (code === "") spoken.splice(at, 1);
  else spoken[at] = { ...spoken[at], language };
  return { ...patient, communication: spoken };
}

/** A name with other parts. Its whole text, if it has one, would be of the name before. */
export function changedName(name: HumanName, change: HumanName): HumanName {
  const changed = { ...name, ...change };
  if (name.text === undefined) return changed;
  const { prefix = [], given = [], family = "", suffix = [] } = changed;
  return { ...changed, text: [...prefix, ...given, family, ...suffix].filter(Boolean).join(" ") };
}

export function changedAddress(address: Address, change: Address): Address {
  const changed = { ...address, ...change };
  return address.text === undefined
    ? changed
    : { ...changed, text: partsOfAddress(changed).join(", ") };
}

export function partsOfAddress({ line = [], postalCode, city, state, country }: Address): string[] {
  const place = [postalCode, city].filter(Boolean).join(" ");
  return [...line, place, state ?? "", country ?? ""].filter(Boolean);
}

export const addressText = (address: Address) =>
  partsOfAddress(address).join(", ") || (address.text ?? "");

/**
 * The resource as it is stored: nothing that was typed is empty, and no list has new items that say nothing. What is as
 * it was before stays so, however that was.
 */
export function tidied(patient: Patient, before?: Patient): Patient {
  const list = <T extends object>(
    name: "name" | "identifier" | "telecom" | "address" | "communication",
    items: T[] | undefined,
    says: (item: T) => unknown,
  ) => {
    if (items === undefined || items === before?.[name]) return {};
    const known = new Set<unknown>(before?.[name]);
    const kept = items
      .map((it) => (known.has(it) ? it : filled(it)))
      .filter((it) => known.has(it) || says(it) || "extension" in it || "type" in it);
    return { [name]: kept.length > 0 ? kept : undefined };
  };
  return {
    ...patient,
    ...list("name", patient.name, (it: HumanName) => it.family || it.given?.length || it.text),
    ...list("identifier", patient.identifier, (it: Identifier) => it.value),
    ...list("telecom", patient.telecom, (it: ContactPoint) => it.value),
    ...list("address", patient.address, (it: Address) => addressText(it)),
    ...list("communication", patient.communication, () => true),
    ...(patient.birthDate === "" && { birthDate: undefined }),
    ...(patient.gender === "" && { gender: undefined }),
  } as Patient;
}

/** Without what is empty, and with no white space around. */
function filled<T extends object>(item: T): T {
  const members = Object.entries(item)
    .map(([name, value]) => [name, typeof value === "string" ? value.trim() : value])
    .filter(([, value]) => value !== "" && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** A value of a patient in one line, whatever element it is of. */
export function elementText(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(elementText).filter(Boolean).join(" ");
  if (isMembers(value)) {
    return Object.entries(value)
      .filter(([name]) => !["system", "extension", "id"].includes(name))
      .map(([, it]) => elementText(it))
      .filter(Boolean)
      .join(" ");
  }
  return String(value);
}
