// The record itself: who one is, what one has, takes and was measured, and which documents there are.

import { Conditions } from "./Conditions";
import { Documents } from "./Documents";
import { Measurements } from "./Measurements";
import { Medications } from "./Medications";
import { Who } from "./Who";

export function Component() {
  return (
    <>
      <Who />
      <Conditions />
      <Medications />
      <Measurements />
      <Documents />
    </>
  );
}
