// One person, by the id of theirs: how their rights stand, who has looked, exports, erasure. Not their record.

import { Link, NavLink, Outlet } from "react-router";
import { isProblem } from "../api/problem";
import { useT } from "../messages";
import type { Key } from "../messages/en";
import { typeName, useSubject, useSubjectName } from "../record/subject";
import { type Operation, useMay } from "../session/permissions";
import { Notice } from "../ui/Notice";
import { Failed, Loading } from "../ui/States";

const TABS: { to: string; name: Key; needs: Operation }[] = [
  { to: "", name: "person.rights", needs: "find_subject" },
  { to: "/looked", name: "person.looked", needs: "list_events" },
  { to: "/export", name: "person.export", needs: "list_exports" },
  { to: "/erasure", name: "person.erasure", needs: "read_erasure_plan" },
];

export function Component() {
  const t = useT();
  const may = useMay();
  const name = useSubjectName();
  const { data, error, refetch } = useSubject(name);
  const base = `/data/people/${name.type}/${encodeURIComponent(name.id)}`;
  return (
    <>
      <p>
        <Link to="/data/people">{t("data.person.back")}</Link>
      </p>
      <div className="row">
        <h2>
          {typeName(t, name.type)} {name.id}
        </h2>
        {data?.restriction && <span className="badge bad">{t("rights.restricted")}</span>}
        {data && data.holds.length > 0 && <span className="badge">{t("rights.held")}</span>}
        {data?.deleted && <span className="badge">{t("rights.deleted")}</span>}
      </div>
      {error ? (
        <NotThere error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <nav className="tabs" aria-label={t("data.person.about")}>
            {TABS.filter(({ needs }) => may(needs)).map((tab) => (
              <NavLink key={tab.to} to={base + tab.to} end={tab.to === ""}>
                {t(tab.name)}
              </NavLink>
            ))}
          </nav>
          <Outlet />
        </>
      ) : (
        <Loading />
      )}
    </>
  );
}

function NotThere({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  if (isProblem(error, "gone")) {
    return (
      <Notice title={t("person.erased.title")}>
        <p>{t("person.erased")}</p>
        <Link to="/data/erasures">{t("data.erasures")}</Link>
      </Notice>
    );
  }
  if (isProblem(error, "not_found", "bad_parameter", "bad_request")) {
    return <Notice title={t("person.nobody.title")}>{t("person.nobody")}</Notice>;
  }
  return <Failed error={error} onRetry={onRetry} />;
}
