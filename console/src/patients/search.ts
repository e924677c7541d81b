// What somebody types to find a patient, as searches: by name, birth date or identifier, whichever it may be.

import type { Parameters } from "../fhir/client";
import { isDate } from "../fhir/dates";

/** How long what is typed may be. */
export const LONGEST = 200;

/** One search, whose pages are the list, and others that find single patients, shown before it. */
export interface Searches {
  list: Parameters;
  single: Parameters[];
}

export function searchesFor(typed: string): Searches {
  const text = typed.trim();
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const list = words.map(nameOrDate);
  const single: Parameters[] = [];
  if (words.some((word) => hasDigit(word) && datesIn(word).length === 0)) {
    single.push(words.map((word) => (hasDigit(word) ? dateOr("identifier", word) : name(word))));
  }
  // A number can look like a date, and have spaces in it.
  if (hasDigit(text) && (words.length > 1 || datesIn(text).length > 0)) {
    single.push([["identifier", escaped(text)]]);
  }
  return { list, single };
}

const hasDigit = (word: string) => /\d/.test(word);

const name = (word: string): [string, string] => ["name", escaped(word)];

const nameOrDate = (word: string) => dateOr("name", word);

function dateOr(parameter: string, word: string): [string, string] {
  const dates = datesIn(word);
  return dates.length > 0 ? ["birthdate", dates.join(",")] : [parameter, escaped(word)];
}

/** The dates that a word can mean; `3/12/1980` can be two. */
export function datesIn(word: string): string[] {
  if (isDate(word)) return [word];
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(word);
  if (compact) return [compact.slice(1).join("-")].filter(isDate);
  const [, first, second, year] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(word) ?? [];
  if (!first || !second || !year) return [];
  const two = (part: string) => part.padStart(2, "0");
  const both = [`${year}-${two(second)}-${two(first)}`, `${year}-${two(first)}-${two(second)}`];
  return [...new Set(both)].filter(isDate);
}

/** What means something in a search stands for itself. */
export const escaped = (text: string) => text.replace(/[\\$,|]/g, "\\$&");
