import { expect, test } from "vitest";
import { toldBy } from "./told";

const RECEIPT = `ribcage/receipt-of-erasure/1
erasure: 7f
type: Patient
erased-at: 2026-11-30T12:00:00.000Z
destroyed: the key of the person: and what is under it
destroyed: the link
kept: hashes (GDPR, Article 17(3)(b))
sent-to: nobody
copies-open-until: 2026-12-30T12:00:00.000Z epoch 1
index: 4

— demo kept: no word of the receipt
`;

test("what a receipt says in words is told by what it is about", () => {
  expect(toldBy(RECEIPT)).toEqual([
    { name: "destroyed", lines: ["the key of the person: and what is under it", "the link"] },
    { name: "kept", lines: ["hashes (GDPR, Article 17(3)(b))"] },
    { name: "sent-to", lines: ["nobody"] },
  ]);
});

test("what is none says nothing", () => expect(toldBy("")).toEqual([]));
