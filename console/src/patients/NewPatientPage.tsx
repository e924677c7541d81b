// Somebody whom nothing is known of yet.

import { useCallback, useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { isProblem } from "../api/problem";
import { readFhir, writeFhir } from "../fhir/client";
import { difference } from "../fhir/patch";
import type { Patient } from "../fhir/types";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { tidied } from "./form";
import { PatientForm } from "./PatientForm";
import { useKeepPatient } from "./patients";
import { Unsaved } from "./Unsaved";

const NOBODY: Patient = { resourceType: "Patient", active: true, name: [{ use: "official" }] };

export function Component() {
  const t = useT();
  const may = useMay();
  useTitle(t("patients.new"));
  return (
    <>
      <h1>{t("patients.new")}</h1>
      {may("create_resource") ? (
        <New />
      ) : (
        <Notice title={t("failed.denied.title")}>{t("failed.denied")}</Notice>
      )}
    </>
  );
}

function New() {
  const t = useT();
  const navigate = useNavigate();
  const keep = useKeepPatient();
  // Drawn here and not by the server: if an answer is lost, trying again creates nobody twice.
  const [id] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState(NOBODY);
  const [saved, setSaved] = useState(false);
  const act = useAct(
    useCallback(async () => {
      await keep(id, await create(id, { ...tidied(draft), id }));
      setSaved(true);
    }, [keep, id, draft]),
  );
  useEffect(() => {
    if (saved) void navigate(`/patients/${id}`, { replace: true });
  }, [saved, navigate, id]);
  const isChanged = difference(tidied(NOBODY), tidied(draft)).length > 0;
  return (
    <>
      <Unsaved when={isChanged && !saved} />
      <PatientForm
        patient={draft}
        onChange={setDraft}
        busy={act.busy}
        error={act.error}
        onSave={() => void act.run()}
      >
        <Link className="button" to="/patients">
          {t("patients.cancel")}
        </Link>
      </PatientForm>
    </>
  );
}

async function create(id: string, patient: Patient) {
  const path = `Patient/${id}`;
  try {
    return await writeFhir<Patient>("PUT", path, patient, { ifNoneMatch: "*" });
  } catch (error) {
    if (!isProblem(error, "version_mismatch")) throw error;
  }
  // It was created by the try before, whose answer was lost; what was typed since is a change.
  const there = await readFhir<Patient>(path);
  const wanted = { ...patient, meta: there.resource.meta };
  const operations = difference(there.resource, wanted);
  if (operations.length === 0) return there;
  return writeFhir<Patient>("PATCH", path, operations, { ifMatch: there.version });
}
