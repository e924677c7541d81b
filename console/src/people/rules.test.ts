import { expect, test } from "vitest";
import { mergeRules } from "./rules";

const BASE = {
  required: "one_factor",
  roles: { clinician: "two_factors", auditor: "two_factors" },
  idle_minutes: 30,
  session_hours: 12,
};

test("whoever saves from an older page does not undo what somebody else has made stricter", () => {
  const theirs = { ...BASE, required: "phishing_resistant", roles: { auditor: "two_factors" } };
  const mine = { ...BASE, idle_minutes: 15, roles: { ...BASE.roles, analyst: "two_factors" } };
  expect(mergeRules(BASE, mine, theirs)).toEqual({
    isClash: false,
    rules: {
      required: "phishing_resistant",
      roles: { auditor: "two_factors", analyst: "two_factors" },
      idle_minutes: 15,
      session_hours: 12,
    },
  });
});

test("what both have changed is as the others have it, and is said to be so", () => {
  const { rules, isClash } = mergeRules(
    BASE,
    { ...BASE, idle_minutes: 15, session_hours: 8 },
    { ...BASE, idle_minutes: 5 },
  );
  expect([isClash, rules.idle_minutes, rules.session_hours]).toEqual([true, 5, 8]);
});

test("what both have changed in the same way is no clash", () => {
  const same = { ...BASE, roles: {} };
  expect(mergeRules(BASE, same, same)).toEqual({ isClash: false, rules: same });
});
