import { expect, test } from "vitest";
import { counted, filled, LANGUAGES, listed, localeOf, preferred } from ".";
import { en } from "./en";
import { messages as nl } from "./nl";
import { messages as pt } from "./pt";

test("the first language that is read and spoken is chosen, and a choice comes before all", () => {
  expect(LANGUAGES).toEqual(["en", "nl", "pt"]);
  expect(preferred(null, ["fr-CA", "pt-BR", "en"])).toBe("pt");
  expect(preferred("nl", ["pt"])).toBe("nl");
  expect(preferred("xx", ["fr"])).toBe("en");
});

test("dates are written as where somebody is, if that is of the language that is spoken", () => {
  expect(localeOf("en", ["nl-BE", "en-GB", "en-US"])).toBe("en-GB");
  expect(localeOf("nl", ["en-GB"])).toBe("nl");
  // By itself it would be that of Brazil.
  expect(localeOf("pt", ["en-GB"])).toBe("pt-PT");
  expect(localeOf("pt", ["pt-BR"])).toBe("pt-BR");
});

test("every language puts in the same values as English", () => {
  const values = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const other of [nl, pt]) {
    for (const [key, text] of Object.entries(en)) {
      expect(values(other[key as keyof typeof en]), key).toEqual(values(text));
    }
  }
});

test("a value that looks like a name is not filled again", () => {
  expect(filled("{a} and {b}", { a: "{b}", b: "x" })).toBe("{b} and x");
});

test("a name that is read from right to left turns around nothing beside it", () => {
  expect(filled("{who} on {date}", { who: "\u05e0\u05d5\u05e2\u05d4", date: "3" })).toBe(
    "\u2068\u05e0\u05d5\u05e2\u05d4\u2069 on 3",
  );
  expect(listed(["\u05e0\u05d5\u05e2\u05d4", null, "1 May"])).toBe(
    "\u2068\u05e0\u05d5\u05e2\u05d4\u2069 · 1 May",
  );
  expect(filled("{who} on {date}", { who: "a\u2069\u202eb", date: "3" })).toBe("ab on 3");
});

test("Portuguese has one word for each thing, as it is written in Portugal", () => {
  // Not: utente, função, e-mail, comprovativo, and nobody is addressed so.
  const others =
    /(?<!\p{L})(doentes?|pacientes?|papel|papéis|correio|emails?|recibos?|vocês?)(?!\p{L})/iu;
  const wrong = Object.entries(pt).filter(([, text]) => others.test(text.replace(/\{\w+\}/g, "")));
  expect(wrong).toEqual([]);
  expect(pt["nav.record"]).toBe(pt["record.title"]);
});

test("what counts one has words of its own, where there are any", () => {
  expect(counted("home.exports.do", { count: 1 })).toBe("home.exports.do.one");
  expect(counted("home.exports.do", { count: 2 })).toBe("home.exports.do");
  expect(counted("failed.too_many_attempts", { seconds: 1 })).toBe("failed.too_many_attempts.one");
  expect(counted("patients.count", { count: 1 })).toBe("patients.count");
});
