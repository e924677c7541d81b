import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Problem } from "../api/problem";
import { scanJson } from "./scan";
import { useMerging, type Version } from "./useMerging";

const version = (version: string, text: string): Version => ({ version, content: scanJson(text) });

/** A server that has another version than the page. */
function merging(now: Version) {
  const save = vi.fn(async (asked: string, content: Version["content"]) => {
    if (asked !== now.version) throw new Problem("version_mismatch", 412);
    return { version: "3", content };
  });
  const onMerged = vi.fn();
  const found = version("1", '{"a": 1, "b": 1}');
  const { result } = renderHook(() => useMerging({ found, save, find: async () => now, onMerged }));
  return { result, save, onMerged };
}

test("a newer version that says the same is no change of anybody's", async () => {
  const { result, save, onMerged } = merging(version("2", '{"a": 1, "b": 1}'));
  await act(() => result.current.run(scanJson('{"a": 2, "b": 1}')));
  expect(save.mock.calls.map(([asked]) => asked)).toEqual(["1", "2"]);
  expect(onMerged).not.toHaveBeenCalled();
  expect([result.current.taken, result.current.error]).toEqual([null, null]);
});

test("what somebody else has changed is looked at before it is saved", async () => {
  const { result, save, onMerged } = merging(version("2", '{"a": 1, "b": 5}'));
  await act(() => result.current.run(scanJson('{"a": 2, "b": 1}')));
  expect(save).toHaveBeenCalledOnce();
  expect(onMerged).toHaveBeenCalledExactlyOnceWith(scanJson('{"a": 2, "b": 5}'));
  expect(result.current.taken).toBe(1);
});
