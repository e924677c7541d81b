import { expect, test } from "vitest";
import { Problem } from "../api/problem";
import type { Operation } from "../session/permissions";
import { tabsFor } from "./tabs";

const everything = () => true;
const named = (may: (operation: Operation) => boolean, code?: string) =>
  tabsFor(may, code ? new Problem(code, 400) : null).map(({ to }) => to || "summary");

test("parts that would show nothing are not offered", () => {
  expect(named(everything)).toHaveLength(9);
  expect(named(everything, "unreachable")).toHaveLength(9);
  expect(named(everything, "not_found")).toEqual([]);
  for (const code of ["gone", "restricted", "objected"]) {
    expect(named(everything, code)).toEqual(["looked", "rights", "export", "erasure"]);
  }
});

test("whoever may not know who it is sees what was measured, as far as their role goes", () => {
  const analyst = (it: Operation) => it === "search_resources";
  expect(named(analyst, "denied")).toEqual(["summary", "timeline", "conditions"]);
  const officer = (it: Operation) => it === "find_subject" || it === "read_resource";
  expect(named(officer, "denied")).toEqual(["rights"]);
});
