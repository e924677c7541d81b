import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useIdle } from "./useIdle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the page locks after the minutes of the session, and not before", () => {
  const idle = vi.fn();
  renderHook(() => useIdle(5, idle, () => {}));
  vi.advanceTimersByTime(4 * 60_000);
  window.dispatchEvent(new Event("keydown"));
  vi.advanceTimersByTime(4 * 60_000);
  expect(idle).not.toHaveBeenCalled();
  vi.advanceTimersByTime(61_000);
  expect(idle).toHaveBeenCalled();
});

test("whoever wakes a laptop too late finds it locked although no timer has run", () => {
  const idle = vi.fn();
  renderHook(() => useIdle(5, idle, () => {}));
  vi.setSystemTime(Date.now() + 6 * 60_000);
  window.dispatchEvent(new Event("pointermove"));
  expect(idle).toHaveBeenCalledTimes(1);
});

test("the server hears of activity now and then, and not of each key", () => {
  const active = vi.fn();
  renderHook(() => useIdle(5, () => {}, active));
  for (let key = 0; key < 100; key += 1) {
    vi.advanceTimersByTime(1_000);
    window.dispatchEvent(new Event("keydown"));
  }
  expect(active.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(active.mock.calls.length).toBeLessThanOrEqual(5);
});
