import { beforeEach, expect, test } from "vitest";
import { counted } from "./entries";

beforeEach(() => window.history.replaceState({ idx: 4 }, ""));

const arrive = (state: object | null) => {
  window.history.replaceState(state, "");
  window.dispatchEvent(new PopStateEvent("popstate"));
  return window.history.state;
};

test("an entry that the router has not made comes after where somebody was", () => {
  let moved = () => {};
  const subscribe = (listener: () => void) => {
    moved = listener;
  };
  counted(() => ({ subscribe }));
  expect(arrive(null)).toEqual({ idx: 5 });
  // One that has a number keeps it, with all that stands beside.
  expect(arrive({ idx: 2, key: "a" })).toEqual({ idx: 2, key: "a" });
  expect(arrive(null)).toEqual({ idx: 3 });
  // Where the router goes by itself there is no such event.
  window.history.replaceState({ idx: 9 }, "");
  moved();
  expect(arrive(null)).toEqual({ idx: 10 });
});
