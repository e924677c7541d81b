import { expect, test } from "vitest";
import { everyPage, type PageQuery } from "./everyPage";

test("pages that show nobody are followed to those that do, and not without end", async () => {
  const asked: PageQuery[] = [];
  const ask = async (query: PageQuery) => {
    asked.push(query);
    const items = asked.length === 3 ? ["somebody"] : [];
    return { items, next: asked.length < 4 ? `page ${asked.length}` : null };
  };
  expect(await everyPage(ask)).toEqual({ items: ["somebody"] });
  expect(asked.map((it) => it.cursor)).toEqual([undefined, "page 1", "page 2", "page 3"]);
  let pages = 0;
  const endless = async () => {
    pages += 1;
    return { items: [], next: "another" };
  };
  expect(await everyPage(endless)).toEqual({ items: [] });
  expect(pages).toBe(20);
});
