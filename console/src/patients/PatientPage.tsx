// The page of a patient: who it is, and the parts of the page, of which one is shown.

import { useEffect } from "react";
import { Link, NavLink, Outlet, useParams } from "react-router";
import { isProblem } from "../api/problem";
import { humanName } from "../fhir/names";
import type { Patient } from "../fhir/types";
import { useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";
import { Failed } from "../ui/States";
import { Person } from "./Person";
import { usePatient } from "./patients";
import { tabsFor } from "./tabs";

export function Component() {
  const { t } = useLanguage();
  const may = useMay();
  const { id = "" } = useParams();
  // It says nothing of whose page it is: titles stay in the history of browsers.
  useTitle(t("patient.title"));
  const { data, error, refetch } = usePatient(id);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another patient is another page
  useEffect(() => window.scrollTo(0, 0), [id]);
  const tabs = tabsFor(may, error);
  return (
    <>
      {may("create_resource") && (
        <p>
          <Link to="/patients">{t("patient.back")}</Link>
        </p>
      )}
      {data ? <Head patient={data.resource} id={id} /> : <h1>{t("patient.title")}</h1>}
      {tabs.length > 0 && (
        <nav className="tabs" aria-label={t("patient.parts")}>
          {tabs.map(({ to, name }) => (
            <NavLink key={to} to={to === "" ? `/patients/${id}` : `/patients/${id}/${to}`} end>
              {t(name)}
            </NavLink>
          ))}
        </nav>
      )}
      {isProblem(error, "not_found") ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Outlet />
      )}
    </>
  );
}

function Head({ patient, id }: { patient: Patient; id: string }) {
  const { t } = useLanguage();
  const may = useMay();
  return (
    <header className="row spread">
      <div>
        <h1>{humanName(patient.name) || t("patients.unnamed")}</h1>
        <Person patient={patient} />
      </div>
      {may("patch_resource") && (
        <Link className="button" to={`/patients/${id}/edit`}>
          {t("patient.edit")}
        </Link>
      )}
    </header>
  );
}
