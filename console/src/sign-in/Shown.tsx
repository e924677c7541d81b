// The steps in which somebody shows who they are: a password or a passkey, and what is wanted beside it.

import { useState } from "react";
import type { Schemas } from "../api/client";
import { isEnough, type Level, useful } from "../session/assurance";
import { Deadend } from "./Deadend";
import { FirstStep } from "./FirstStep";
import { SecondStep } from "./SecondStep";

type Progress = Schemas["SignInProgress"];

interface Props {
  /** Who it is, where that is known already. */
  email?: string;
  /** Where somebody is on the way already. */
  start?: Progress | null;
  /** What is wanted; a second factor that somebody has is wanted in any case. */
  wanted?: Level;
  onShown: (progress: Progress) => Promise<void>;
}

export function Shown({ email, start = null, wanted = "one_factor", onShown }: Props) {
  const [progress, setProgress] = useState<Progress | null>(start);
  const go = async (next: Progress) => {
    if (isDone(next, wanted)) await onShown(next);
    else setProgress(next);
  };
  if (!progress) return <FirstStep email={email} onProgress={go} />;
  const factors = useful(progress.second_factors, wanted);
  const again = () => setProgress(null);
  if (factors.length === 0) return <Deadend onBack={again} />;
  return <SecondStep progress={progress} factors={factors} onProgress={go} onBack={again} />;
}

/** Whether nothing more is to be shown: whoever has set up a second factor is asked for it everywhere. */
function isDone({ factors, second_factors }: Progress, wanted: Level): boolean {
  if (!isEnough(factors, wanted)) return false;
  return second_factors.length === 0 || isEnough(factors, "two_factors");
}
