// Taking one's record away: at once, as programs read it, or everything with the log, sealed.

import { Archive } from "./Archive";
import { Whole } from "./Whole";

export function Component() {
  return (
    <>
      <Whole />
      <Archive />
    </>
  );
}
