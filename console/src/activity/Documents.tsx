// The documents of an event, and each as it was then, for whoever may see it.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import type { Schemas } from "../api/client";
import { isProblem } from "../api/problem";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Section } from "../ui/Section";
import { Failed, Loading } from "../ui/States";
import { readable } from "./Changes";
import { paramsOf } from "./filters";
import { isReadable, versionOf } from "./version";

/** How many are shown at once. */
const FIRST = 20;

export function Documents({ resources }: { resources: Schemas["Resource"][] }) {
  const t = useT();
  const [count, setCount] = useState(FIRST);
  return (
    <Section title={t("activity.event.documents")} text={t("activity.event.documents.text")}>
      <ul className="list">
        {resources.slice(0, count).map((resource) => (
          <Document key={`${resource.type}/${resource.id}/${resource.version}`} of={resource} />
        ))}
      </ul>
      {resources.length > count && (
        <div className="row">
          <Button onClick={() => setCount(count + 10 * FIRST)}>{t("app.more")}</Button>
        </div>
      )}
    </Section>
  );
}

function Document({ of }: { of: Schemas["Resource"] }) {
  const t = useT();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const name = `${of.type}/${of.id}`;
  return (
    <li>
      <p>
        <strong>{name}</strong>
        <small>
          {t("activity.version", { version: of.version })}
          {" · "}
          <Link to={`/activity?${paramsOf({ resource: name })}`}>{t("activity.event.allOf")}</Link>
        </small>
      </p>
      {isReadable(of, may) && !open && (
        <Button
          look="quiet"
          aria-label={`${t("activity.event.then")}: ${name}`}
          title={t("activity.event.then.note")}
          onClick={() => setOpen(true)}
        >
          {t("activity.event.then")}
        </Button>
      )}
      {open && <Then of={of} />}
    </li>
  );
}

function Then({ of }: { of: Schemas["Resource"] }) {
  const t = useT();
  const version = useQuery({
    queryKey: ["events", "version", of.type, of.id, of.version],
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    queryFn: () => versionOf(of),
  });
  const { data, error } = version;
  if (data) return <pre className="value whole">{readable(data)}</pre>;
  if (isProblem(error, "gone")) return <p className="quiet">{t("activity.event.then.gone")}</p>;
  if (isProblem(error, "denied")) return <p className="quiet">{t("activity.event.then.denied")}</p>;
  if (isProblem(error, "not_found"))
    return <p className="quiet">{t("activity.event.then.lost")}</p>;
  if (error) return <Failed error={error} onRetry={() => void version.refetch()} />;
  return <Loading />;
}
