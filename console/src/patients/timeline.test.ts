import { describe, expect, it } from "vitest";
import type { Resource } from "../fhir/types";
import { cursorsOf, frontierOf, type Stretch, settled, whenOf } from "./timeline";

const encounter = (id: string, start: string, end?: string) =>
  ({ resourceType: "Encounter", id, period: { start, ...(end && { end }) } }) as Resource;
const observation = (id: string, day?: string) =>
  ({ resourceType: "Observation", id, ...(day && { effectiveDateTime: day }) }) as Resource;
const page = (items: Resource[], next: string | null = null): Stretch => ({
  items,
  next,
  denied: false,
});
const ids = (resources: Resource[]) => resources.map(({ id }) => id).join("");

describe("the timeline", () => {
  it("has the newest first, and what has no date last", () => {
    const all = settled([
      [page([encounter("a", "2026-01-02T10:00:00Z", "2026-01-02T11:00:00Z")])],
      [page([observation("b", "2026-01-03"), observation("c", "2025"), observation("d")])],
    ]);
    expect(ids(all)).toBe("bacd");
  });

  it("shows nothing that something newer may still come before", () => {
    const observations = [
      page([observation("b", "2026-03-01"), observation("c", "2026-02-01")], "x"),
    ];
    const encounters = [page([encounter("a", "2026-01-05", "2026-01-05")])];
    expect(ids(settled([encounters, observations]))).toBe("b");
    const further = [...observations, page([observation("d", "2026-01-01")])];
    expect(ids(settled([encounters, further]))).toBe("bcad");
  });

  it("waits for what began earlier than others that came by their ends", () => {
    // It ended last and so comes first, but stands where it began.
    const long = encounter("a", "2024-01-01", "2026-05-01");
    const encounters = [page([long, encounter("b", "2026-01-01", "2026-01-02")], "x")];
    expect(ids(settled([encounters]))).toBe("");
    const all = [...encounters, page([encounter("c", "2025-01-01", "2025-01-02")])];
    expect(ids(settled([all]))).toBe("bca");
  });

  it("goes on with the type that the others wait for", () => {
    const stretches = new Map([
      ["Encounter", [page([encounter("a", "2020-01-01", "2020-01-01")], "e")]],
      ["Observation", [page([observation("b", "2026-01-01")], "o")]],
      ["Procedure", [page([])]],
    ] as const) as Parameters<typeof cursorsOf>[0];
    expect(cursorsOf(stretches)).toEqual({ Observation: "o" });
    expect(cursorsOf(new Map([["Procedure", [page([])]]]))).toBe(null);
  });

  it("takes what has no end yet for what comes first", () => {
    expect(frontierOf([page([encounter("a", "2026")], "x")])).toBe(Infinity);
    expect(frontierOf([page([], "x")])).toBe(Infinity);
    expect(frontierOf([page([observation("a")], "x")])).toBe(-Infinity);
  });

  it("stands where something began", () => {
    expect(whenOf({ resourceType: "Condition", onsetDateTime: "2012" } as Resource)).toBe("2012");
    expect(whenOf({ resourceType: "Condition", recordedDate: "2013" } as Resource)).toBe("2013");
    expect(whenOf(observation("a"))).toBe(undefined);
  });
});
