// Verifies in a thread of its own, which the page can end at any time.

import { Failure, type FailureCode, type Values } from "./failure";
import { recallState } from "./memory";
import { Server } from "./source";
import { encodeState } from "./state";
import { type Report, type Step, verify } from "./verify";

export interface Request {
  origin: string;
  state: string | null;
  everything: boolean;
  reconcile: boolean;
}

export type Reply =
  | { kind: "progress"; step: Step; done: number; total: number }
  | { kind: "verified"; report: Report; state: string }
  | { kind: "failed"; code: FailureCode; values: Values };

const say = (reply: Reply) => self.postMessage(reply);

async function run({ origin, state, everything, reconcile }: Request) {
  try {
    const remembered = await recallState({ state });
    const wish = { remembered, everything, reconcile };
    const progress = (step: Step, done: number, total: number) =>
      say({ kind: "progress", step, done, total });
    const verified = await verify(new Server(origin), wish, progress);
    say({ kind: "verified", report: verified.report, state: encodeState(verified.state) });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say({ kind: "failed", code: error.code, values: error.values });
  }
}

self.addEventListener("message", ({ data }: MessageEvent<Request>) => {
  // What is no failure of the log is one of this program, and is told as such.
  run(data).catch((error) => self.reportError(error));
});
