// Changing what is written down of who somebody is.

import { useCallback, useEffect, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import type { Versioned } from "../fhir/client";
import type { Patient } from "../fhir/types";
import { useT } from "../messages";
import { useTitle } from "../ui/Front";
import { Asked } from "../ui/States";
import { Unsaved } from "../ui/Unsaved";
import { ClashForm } from "./Clash";
import { PatientForm } from "./PatientForm";
import { Person } from "./Person";
import { usePatient } from "./patients";
import { usePatientChange } from "./usePatientChange";

export function Component() {
  const t = useT();
  const { id = "" } = useParams();
  useTitle(t("patients.edit"));
  const patient = usePatient(id);
  return (
    <>
      <header>
        <h1>{t("patients.edit")}</h1>
        {patient.data && <Person patient={patient.data.resource} isNamed />}
      </header>
      <Asked of={patient}>{(found) => <Edit key={id} id={id} began={found} />}</Asked>
    </>
  );
}

function Edit({ id, began }: { id: string; began: Versioned<Patient> }) {
  const t = useT();
  const navigate = useNavigate();
  const [saved, setSaved] = useState(false);
  const change = usePatientChange(
    id,
    began,
    useCallback(() => setSaved(true), []),
  );
  const { draft, setDraft, save, settle, clash, resume, isChanged } = change;
  const back = `/patients/${id}`;
  const cancel = (
    <Link className="button" to={back}>
      {t("patients.cancel")}
    </Link>
  );
  // Once the page knows that nothing can be lost any more.
  useEffect(() => {
    if (saved) void navigate(back, { replace: true });
  }, [saved, navigate, back]);
  return (
    <>
      <Unsaved when={isChanged && !saved} />
      {clash ? (
        <ClashForm
          conflicts={clash.conflicts}
          busy={settle.busy}
          error={settle.error}
          onChoose={(choices) => void settle.run(choices)}
          onBack={resume}
        >
          {cancel}
        </ClashForm>
      ) : (
        <PatientForm
          patient={draft}
          onChange={setDraft}
          busy={save.busy || settle.busy}
          error={save.error ?? settle.error}
          onSave={() => void save.run()}
        >
          {cancel}
        </PatientForm>
      )}
    </>
  );
}
