// What is left of somebody who is erased, in the language of the page. The server says it in English, always in the same
// sentences (`crates/service/src/erasures/kept.rs`); one that is new to the page is shown as it is.

import type { Key } from "../messages/en";

const WORDS: Record<string, Key> = {
  "that and why the person was erased, without who it was, and the receipt": "stays.erasure",
  "hashes of sealed events in the log, from which nothing can be read": "stays.hashes",
  "documents that say whom they are about by a text or an identifier alone, without a reference":
    "stays.unreferenced",
  "in documents about several people, texts that mean the person without a name, an identifier, a number or an address of theirs":
    "stays.texts",
  "the person's name and what else documents say of them that do not refer to them: in contacts, in notes":
    "stays.names",
  "the account with which the person has signed in, if other tenants know it too, and, in the history of members and invitations, that it was theirs":
    "stays.account",
  "that somebody of this id took part, and the person's name and what else documents about other people say of them: beside references, in contacts, in notes":
    "stays.tookPart",
  "GDPR, Article 5(2) and Article 17(3)(b)": "stays.why.accountable",
  "GDPR, Article 17(3)(b)": "stays.why.duty",
  "they count as about nobody, and nobody knows which those are without reading all; correct those that you know of":
    "stays.why.unreferenced",
  "nobody knows which those are without reading them": "stays.why.texts",
  "they are not looked through: nobody knows which those are without reading all; correct those that you know of":
    "stays.why.names",
  "an account that nobody else knows goes; who did what is accounted for (GDPR, Article 5(2))":
    "stays.why.account",
  "they belong to the records of those people and are not rewritten (GDPR, Article 17(3)(c))":
    "stays.why.tookPart",
};

export const keptKey = (sentence: string): Key | null => WORDS[sentence] ?? null;
