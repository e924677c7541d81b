// A change to a patient: of the version that was read, and merged with what others have changed since.

import { useCallback, useState } from "react";
import { isProblem } from "../api/problem";
import { readFhir, type Versioned, writeFhir } from "../fhir/client";
import { type Choice, type Conflict, merge } from "../fhir/merge";
import { difference } from "../fhir/patch";
import type { Patient } from "../fhir/types";
import { useAct } from "../ui/useAct";
import { tidied } from "./form";
import { useKeepPatient } from "./patients";

/** How often somebody else may be quicker in a row, before it is said. */
const TRIES = 5;

/** What somebody else has stored meanwhile, and where that is about the same as the form. */
export interface Clash {
  theirs: Versioned<Patient>;
  mine: Patient;
  conflicts: Conflict[];
}

export function usePatientChange(id: string, began: Versioned<Patient>, onSaved: () => void) {
  const keep = useKeepPatient();
  const [base, setBase] = useState(began);
  const [draft, setDraft] = useState(began.resource);
  const [clash, setClash] = useState<Clash | null>(null);

  const store = useCallback(
    async (from: Versioned<Patient>, wanted: Patient) => {
      let before = from;
      let mine = wanted;
      for (let tries = 1; ; tries += 1) {
        const operations = difference(before.resource, mine);
        try {
          // An answer may have been lost on its way: what is as wanted already is not stored again.
          const stored =
            operations.length === 0
              ? before
              : await writeFhir<Patient>("PATCH", `Patient/${id}`, operations, {
                  ifMatch: before.version,
                });
          keep(id, stored);
          onSaved();
          return;
        } catch (error) {
          if (!isProblem(error, "version_mismatch", "conflict") || tries === TRIES) throw error;
        }
        const theirs = await readFhir<Patient>(`Patient/${id}`);
        const { merged, conflicts } = merge(before.resource, mine, theirs.resource);
        if (conflicts.length > 0) {
          setBase(before);
          setClash({ theirs, mine, conflicts });
          return;
        }
        before = theirs;
        mine = merged;
      }
    },
    [id, keep, onSaved],
  );
  const save = useAct(
    useCallback(() => store(base, tidied(draft, base.resource)), [store, base, draft]),
  );
  const settle = useAct(
    useCallback(
      async (choices: Choice[]) => {
        if (!clash) return;
        const { theirs, mine } = clash;
        const { merged } = merge(base.resource, mine, theirs.resource, choices);
        // From here on it is a change of what they have stored.
        setBase(theirs);
        setDraft(merged);
        setClash(null);
        await store(theirs, merged);
      },
      [base, clash, store],
    ),
  );
  /** Back to the form, as it was filled in: saving it meets the same again. */
  const resume = useCallback(() => setClash(null), []);
  const isChanged = difference(base.resource, tidied(draft, base.resource)).length > 0;
  return { draft, setDraft, save, settle, clash, resume, isChanged };
}
