// Around the parts of a patient's page that show what is known: whether there is anything to show, or why not.

import { Link, Outlet, useParams } from "react-router";
import { isProblem } from "../api/problem";
import { idOf } from "../fhir/values";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { Notice } from "../ui/Notice";
import { Failed, Loading } from "../ui/States";
import { words } from "../ui/words";
import { usePatient } from "./patients";

export function Component() {
  const t = useT();
  const may = useMay();
  const { id = "" } = useParams();
  const { data, error, refetch } = usePatient(id);
  // Who may not know who it is may still see what was measured, as far as their role goes.
  if (isProblem(error, "denied") && may("search_resources")) {
    return (
      <>
        <Notice>{t("patient.unknown")}</Notice>
        <Outlet />
      </>
    );
  }
  if (isProblem(error, "gone", "restricted", "objected")) {
    return (
      <Notice title={t(error.code === "gone" ? "patient.gone" : "patient.kept")}>
        <p>{words(t, error)}</p>
      </Notice>
    );
  }
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />;
  const successors = (data.resource.link ?? [])
    .filter(({ type }) => type === "replaced-by")
    .flatMap(({ other }) => idOf(other, "Patient") ?? []);
  return (
    <>
      {successors.map((successor) => (
        <Notice key={successor}>
          <p>{t("patient.replaced")}</p>
          <Link to={`/patients/${successor}`}>{t("patient.successor")}</Link>
        </Notice>
      ))}
      <Outlet />
    </>
  );
}
