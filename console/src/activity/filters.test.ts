import { expect, test } from "vitest";
import { filtersOf, fits, isPast, isWithin, paramsOf, queryOf } from "./filters";
import { onlyNew, type Pages, withNews } from "./merge";
import type { Event } from "./sentence";

const event = (id: string, at: string, outcome = "done"): Event => ({
  id,
  at,
  outcome,
  hash: "",
  operation: "find_tenant",
  actor: { kind: "operator", name: "operator" },
  interface: "api",
  request: "",
});

test("filters stand in the address, and come back from there", () => {
  const text =
    "actor=1f&resource=Observation%2F12&operation=find_event&since=2026-11-01&show=changes";
  const filters = filtersOf(new URLSearchParams(text));
  expect(filters).toEqual({
    actor: "1f",
    resource: "Observation/12",
    operation: "find_event",
    since: "2026-11-01",
    until: "",
    show: "changes",
  });
  expect(paramsOf(filters).toString()).toBe(text);
});

test("what cannot be a filter is none", () => {
  const filters = filtersOf(
    new URLSearchParams("resource=Anna&since=yesterday&until=2026-99-99&show=me"),
  );
  expect(queryOf(filters)).toEqual({});
  expect(filters.show).toBe("notable");
});

test("the last day is meant whole", () => {
  const { since, until } = queryOf(
    filtersOf(new URLSearchParams("since=2026-11-30&until=2026-11-30")),
  );
  expect(Date.parse(until ?? "") - Date.parse(since ?? "")).toBe(24 * 3600 * 1000);
  const filters = filtersOf(new URLSearchParams("until=2026-11-30"));
  expect(isPast(filters, Date.parse(until ?? ""))).toBe(true);
  expect(isPast(filters, Date.parse(until ?? "") - 1)).toBe(false);
});

test("news of other days are left out", () => {
  const filters = filtersOf(new URLSearchParams("since=2026-11-30&until=2026-11-30"));
  const at = (text: string) => isWithin(filters, event("c-1-1", new Date(text).toISOString()));
  expect(at("2026-11-30T00:00:00")).toBe(true);
  expect(at("2026-11-30T23:59:59")).toBe(true);
  expect(at("2026-11-29T23:59:59")).toBe(false);
  expect(at("2026-12-01T00:00:00")).toBe(false);
  expect(isWithin(filtersOf(new URLSearchParams()), event("c-1-1", "1999-01-01T00:00:00Z"))).toBe(
    true,
  );
});

test("kinds of events are told apart by their names and outcomes", () => {
  const shown = (show: string, it: Event) =>
    fits(filtersOf(new URLSearchParams(`show=${show}`)), it);
  const change = event("c-1-1", "2026-11-30T08:00:00Z");
  const look = event("a-1-1", "2026-11-30T08:00:00Z", "refused");
  expect([change, look].map((it) => shown("changes", it))).toEqual([true, false]);
  expect([change, look].map((it) => shown("reads", it))).toEqual([false, true]);
  expect([change, look].map((it) => shown("undone", it))).toEqual([false, true]);
});

test("news come on top, newest first, and each once", () => {
  const known = [event("c-1-2", "2026-11-30T08:00:02Z"), event("a-1-1", "2026-11-30T08:00:01Z")];
  const pages: Pages = { pages: [{ items: known, next: "more" }], pageParams: [null] };
  const news = [
    event("a-1-9", "2026-11-30T08:00:03Z"),
    event("c-1-2", "2026-11-30T08:00:02Z"),
    event("a-1-10", "2026-11-30T08:00:03Z"),
    event("a-1-10", "2026-11-30T08:00:03Z"),
  ];
  expect(onlyNew(news, pages).map(({ id }) => id)).toEqual(["a-1-10", "a-1-9"]);
  const merged = withNews(pages, news).pages[0];
  expect(merged?.items.map(({ id }) => id)).toEqual(["a-1-10", "a-1-9", "c-1-2", "a-1-1"]);
  expect(merged?.next).toBe("more");
  expect(withNews(pages, known)).toBe(pages);
});

test("what pages ask for by themselves is shown to whoever wants everything, or just that", () => {
  const shown = (text: string, operation: string, outcome = "done") =>
    fits(filtersOf(new URLSearchParams(text)), { ...event("a-1", "", outcome), operation });
  expect(shown("", "find_session")).toBe(false);
  expect(shown("", "find_session", "refused")).toBe(true);
  expect(shown("", "read_resource")).toBe(true);
  expect(shown("show=all", "find_session")).toBe(true);
  expect(shown("operation=find_session", "find_session")).toBe(true);
  const none = { ...event("a-2", "", "failed"), operation: "find_erasure_request" };
  expect(fits(filtersOf(new URLSearchParams("show=undone")), none)).toBe(true);
  const absent = { ...none, problem: "not_found" };
  expect(fits(filtersOf(new URLSearchParams("show=undone")), absent)).toBe(false);
});
