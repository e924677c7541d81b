// Somebody whom nothing is known of yet.

import { useCallback, useEffect, useState } from "react";
import { Link, useNavigate } from "react-router";
import { isProblem } from "../api/problem";
import { type Parameters, readFhir, searchFhir, writeFhir } from "../fhir/client";
import { dateText } from "../fhir/dates";
import { humanName } from "../fhir/names";
import { difference } from "../fhir/patch";
import type { Patient } from "../fhir/types";
import { listed, useLanguage, useT } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { Denied } from "../ui/States";
import { Unsaved } from "../ui/Unsaved";
import { useAct } from "../ui/useAct";
import { tidied } from "./form";
import { PatientForm } from "./PatientForm";
import { distinct, useAddPatient } from "./patients";
import { searchesForName } from "./search";

const NOBODY: Patient = { resourceType: "Patient", active: true, name: [{ use: "official" }] };

export function Component() {
  const t = useT();
  const may = useMay();
  useTitle(t("patients.new"));
  return (
    <>
      <h1>{t("patients.new")}</h1>
      {may("create_resource") ? <New /> : <Denied />}
    </>
  );
}

function New() {
  const t = useT();
  const navigate = useNavigate();
  const add = useAddPatient();
  // Drawn here and not by the server: if an answer is lost, trying again creates nobody twice.
  const [id] = useState(() => crypto.randomUUID());
  const [draft, setDraft] = useState(NOBODY);
  const [saved, setSaved] = useState(false);
  const [alike, setAlike] = useState<Patient[]>([]);
  const act = useAct(
    useCallback(async () => {
      const patient = { ...tidied(draft), id };
      const known = (await findAlike(patient)).filter((it) => it.id !== id);
      const isNews = known.some((it) => !alike.some((seen) => seen.id === it.id));
      setAlike(known);
      // Whoever saves once more has seen them.
      if (isNews) return;
      add(id, await create(id, patient));
      setSaved(true);
    }, [add, id, draft, alike]),
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
        note={alike.length > 0 && <Alike patients={alike} />}
      >
        <Link className="button" to="/patients">
          {t("patients.cancel")}
        </Link>
      </PatientForm>
    </>
  );
}

/** Those who have such a name and were born on the same day. */
async function findAlike({ name = [], birthDate }: Patient): Promise<Patient[]> {
  const [{ family, given = [] } = {}] = name;
  if (!family || !birthDate) return [];
  const more: Parameters = [
    ["birthdate", birthDate],
    ["_count", "5"],
  ];
  const searches = searchesForName([...given, family]);
  const found = await Promise.all(
    searches.map((it) => searchFhir<Patient>("Patient", [...it, ...more])),
  );
  return distinct(found.flatMap(({ items }) => items));
}

function Alike({ patients }: { patients: Patient[] }) {
  const { t, locale } = useLanguage();
  return (
    <Notice title={t("patients.alike")}>
      <ul>
        {patients.map(({ id, name, birthDate, identifier }) => (
          <li key={id}>
            <a href={`#/patients/${id}`} target="_blank" rel="noopener">
              {humanName(name)}
            </a>{" "}
            {listed([dateText(birthDate, locale), identifier?.[0]?.value])}
          </li>
        ))}
      </ul>
      <p>{t("patients.alikeText")}</p>
    </Notice>
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
