import { expect, test } from "vitest";
import { counted, filled } from "../messages";
import { en, type Key } from "../messages/en";
import { exportLines } from "./useWaiting";

const t = (key: Key, values = {}) => filled(en[counted(key, values)], values);
const made = (by: string, expires_at: string, state = "ready") => ({
  id: expires_at,
  by,
  requested_at: "",
  expires_at,
  state,
});

test("whoever asked for an export is told that it is there, and nobody else", () => {
  const items = [
    made("Nora", "1 December"),
    made("Ben", "2 December"),
    made("Ben", "3 December", "gone"),
  ];
  expect(exportLines(t, (it) => it, items, "Ben")).toMatchObject([
    { title: "One export is ready", text: "Fetch it before it is removed, on 2 December." },
  ]);
  expect(exportLines(t, (it) => it, items, "Ann")).toEqual([]);
  expect(exportLines(t, (it) => it, items, null)).toEqual([]);
});

test("several are spoken of as several", () => {
  const items = [made("Ben", "2 December"), made("Ben", "1 December")];
  expect(exportLines(t, (it) => it, items, "Ben")).toMatchObject([
    {
      title: "2 exports are ready",
      text: "Fetch them before they are removed: the first on 1 December.",
    },
  ]);
});
