// Saving something that somebody else may have saved meanwhile: then both changes are put together, and none is lost.

import { useCallback, useState } from "react";
import { isProblem } from "../api/problem";
import { type Act, useAct } from "../ui/useAct";
import { type Merge, merge } from "./merge";
import type { Json } from "./scan";

export interface Version {
  version: string;
  content: Json;
}

interface Options {
  /** What is on the page, as it was found. */
  found: Version;
  /** Gives it as it is then. */
  save: (version: string, content: Json) => Promise<Version>;
  find: () => Promise<Version>;
  /** Puts on the page what came of both. It is not saved before somebody has looked at it. */
  onMerged: (content: Json) => void;
}

export interface Merging extends Act<[Json]> {
  /** What both have changed, until somebody has chosen. */
  clash: Merge | null;
  choose: (isTheirs: (index: number) => boolean) => void;
  /** How many places were taken over from somebody else; null if nobody else was there. */
  taken: number | null;
}

export function useMerging({ found, save, find, onMerged }: Options): Merging {
  const [base, setBase] = useState(found);
  const [clash, setClash] = useState<{ merge: Merge; theirs: Version } | null>(null);
  const [taken, setTaken] = useState<number | null>(null);
  const act = useAct(
    useCallback(
      async (mine: Json) => {
        try {
          setTaken(null);
          setBase(await save(base.version, mine));
          return;
        } catch (error) {
          if (!isProblem(error, "version_mismatch", "conflict")) throw error;
        }
        const theirs = await find();
        const merged = merge(base.content, mine, theirs.content);
        if (merged.conflicts.length > 0) return setClash({ merge: merged, theirs });
        // Another version that says the same: a definition has one once there is a first document.
        if (merged.taken === 0) return setBase(await save(theirs.version, mine));
        setBase(theirs);
        setTaken(merged.taken);
        onMerged(merged.result(() => false));
      },
      [base, save, find, onMerged],
    ),
  );
  const choose = (isTheirs: (index: number) => boolean) => {
    if (!clash) return;
    setBase(clash.theirs);
    setClash(null);
    setTaken(clash.merge.taken);
    onMerged(clash.merge.result(isTheirs));
  };
  return { ...act, clash: clash?.merge ?? null, choose, taken };
}
