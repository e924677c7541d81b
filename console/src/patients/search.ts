// What somebody types to find a patient, as searches: by name, birth date or identifier, whichever it may be.

import type { Parameters } from "../fhir/client";
import { isDate } from "../fhir/dates";

/** How long what is typed may be. */
export const LONGEST = 200;

/** One search, whose pages are the list, and others that find single patients, shown before it. */
export interface Searches {
  list: Parameters;
  single: Parameters[];
  /** What goes on where the list ends: the same words inside of names. Nothing if none of them is long enough for that. */
  inside: Parameters | null;
}

/** How many words one name may be of: `van der Berg`, `de la Cruz y Sol`. */
const NAME_WORDS = 5;
/** What is shorter stands inside of too many names to find anybody. */
const INSIDE_LETTERS = 3;

export function searchesFor(typed: string): Searches {
  const text = typed.trim();
  const words = wordsOf(text);
  const isDay = (word: string) => datesIn(word).length > 0;
  const dates = words.filter(isDay).map((word) => ["birthdate", datesIn(word).join(",")]);
  const list = [...names(words, isDay), ...dates] as Parameters;
  const single: Parameters[] = [];
  const isNumber = (word: string) => hasDigit(word) && !isDay(word);
  if (words.some(isNumber)) {
    const numbers = words.filter(isNumber).map((word) => ["identifier", escaped(word)]);
    single.push([...names(words, hasDigit), ...dates, ...numbers] as Parameters);
  }
  // A number can look like a date, and have spaces in it.
  if (hasDigit(text) && (words.length > 1 || words.some(isDay))) {
    single.push([["identifier", escaped(text)]]);
  }
  const inside = insideNames(words, isDay);
  return { list, single, inside: inside && ([...inside, ...dates] as Parameters) };
}

/** What finds those of such a name, among them those whose family name begins with a word that was left out. */
export function searchesForName(parts: readonly string[]): Parameters[] {
  const words = parts.flatMap(wordsOf);
  const inside = insideNames(words, () => false);
  return [names(words, () => false), ...(inside ? [inside] : [])];
}

const wordsOf = (text: string) => text.split(/[\s,;]+/).filter(Boolean);

const hasDigit = (word: string) => /\d/.test(word);

/**
 * Each word has to stand at the beginning of a name. The name that a server compares can be of several words, such as
 * `van Dijk`, so a word may also be part of what it makes together with its neighbours.
 */
function names(words: readonly string[], isOther: (word: string) => boolean): Parameters {
  return words.flatMap((word, at): Parameters => {
    if (isOther(word)) return [];
    const runs: string[] = [];
    for (let from = Math.max(0, at - NAME_WORDS + 1); from <= at; from += 1) {
      for (let to = at; to < Math.min(words.length, from + NAME_WORDS); to += 1) {
        const run = words.slice(from, to + 1);
        if (!run.some(isOther)) runs.push(escaped(run.join(" ")));
      }
    }
    return [["name", runs.sort((one, other) => one.length - other.length).join(",")]];
  });
}

/** The same words anywhere in names: whoever looks for `dijk` finds `van Dijk`. */
function insideNames(words: readonly string[], isOther: (word: string) => boolean) {
  const isLong = (word: string) => !isOther(word) && word.length >= INSIDE_LETTERS;
  if (!words.some(isLong)) return null;
  const long = words.filter(isLong).map((word) => ["name:contains", escaped(word)]);
  return [...names(words, (word) => isOther(word) || isLong(word)), ...long] as Parameters;
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
