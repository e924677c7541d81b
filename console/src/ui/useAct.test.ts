import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useAct } from "./useAct";

test("what is asked for twice at the same moment is done once, and again afterwards", async () => {
  let done = 0;
  let finish = () => {};
  const work = () => {
    done += 1;
    return new Promise<void>((resolve) => {
      finish = resolve;
    });
  };
  const { result } = renderHook(() => useAct(work));
  const first = act(() => {
    const [one, two] = [result.current.run(), result.current.run()];
    finish();
    return Promise.all([one, two]);
  });
  expect(await first).toEqual([true, false]);
  expect(done).toBe(1);
  await act(() => {
    const again = result.current.run();
    finish();
    return again;
  });
  expect([done, result.current.busy]).toEqual([2, false]);
});

test("a failure stands until the next try", async () => {
  let fails = true;
  const work = async () => {
    if (fails) throw new Error("no");
  };
  const { result } = renderHook(() => useAct(work));
  expect(await act(() => result.current.run())).toBe(false);
  expect(result.current.error).toEqual(new Error("no"));
  fails = false;
  expect(await act(() => result.current.run())).toBe(true);
  expect(result.current.error).toBeNull();
});
