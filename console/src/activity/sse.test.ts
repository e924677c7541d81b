import { expect, test } from "vitest";
import { dataOf } from "./sse";

/** What comes of a text that arrives in pieces of a length. */
async function taken(text: string, length: number): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += length)
        controller.enqueue(bytes.slice(at, at + length));
      controller.close();
    },
  });
  const found: string[] = [];
  for await (const data of dataOf(stream)) found.push(data);
  return found;
}

test("events are found however they are cut", async () => {
  const text = 'id: a\ndata: {"n":"é"}\n\n:\n\ndata: 1\ndata:2\r\n\r\nid: c\n\ndata: cut off';
  for (const length of [1, 2, 3, 7, 1000]) {
    expect(await taken(text, length), `${length}`).toEqual(['{"n":"é"}', "1\n2"]);
  }
});
