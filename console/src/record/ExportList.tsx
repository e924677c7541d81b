// Exports: how far each is, and what can be done with it.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link } from "react-router";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { type Translate, useLanguage } from "../messages";
import { useSessionState } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { useAct } from "../ui/useAct";
import { bytesText } from "./bytes";
import { typeName } from "./subject";
import { type Export, exportsKey } from "./useExports";

interface Props {
  items: Export[];
  /** Whether it is said whose each is: not on the page of somebody. */
  named: boolean;
  mayRead: boolean;
  mayRemove: boolean;
}

export function ExportList({ items, named, mayRead, mayRemove }: Props) {
  const { t, moment } = useLanguage();
  // Of an account that is closed nobody has a session.
  const own = useSessionState().session?.user.name;
  const client = useQueryClient();
  const [leaving, setLeaving] = useState<Export | null>(null);
  const isOthers = ({ by }: Export) => own !== undefined && by !== own;
  const remove = useAct(
    useCallback(
      async (id: string) => {
        await answered(api.DELETE("/api/exports/{id}", { params: { path: { id } } }));
        await client.invalidateQueries({ queryKey: exportsKey });
      },
      [client],
    ),
  );
  return (
    <>
      {leaving && (
        <Confirm
          title={t("export.removeOne", { date: moment(leaving.requested_at) })}
          text={t("export.remove.text")}
          submit={t("export.remove")}
          act={remove}
          onConfirm={() => remove.run(leaving.id)}
          onClose={() => setLeaving(null)}
        />
      )}
      <ul className="list">
        {items.map((it) => (
          <li key={it.id}>
            <p>
              {named && <Whose of={it} />}
              <span>
                <State of={it} />
              </span>
              <small>
                {it.by
                  ? t("export.asked", { who: it.by, date: moment(it.requested_at) })
                  : t("export.askedOn", { date: moment(it.requested_at) })}
              </small>
              {it.state === "ready" && (
                <small>{t("export.until", { date: moment(it.expires_at) })}</small>
              )}
              {it.state !== "gone" && isOthers(it) && <small>{othersText(t, it)}</small>}
            </p>
            <Acts
              of={it}
              isOthers={isOthers(it)}
              mayRead={mayRead}
              onRemove={mayRemove ? () => setLeaving(it) : null}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** It is sealed for whom they chose: a patient who has asked for their own, or a colleague. */
const othersText = (t: Translate, { by }: Export) =>
  by ? t("export.others", { who: by }) : t("export.others.unnamed");

function Whose({ of: { type, subject } }: { of: Export }) {
  const { t } = useLanguage();
  if (!type || !subject) return <strong>{t("export.tenant")}</strong>;
  return (
    <Link to={`/data/people/${type}/${encodeURIComponent(subject)}/export`}>
      {typeName(t, type)} {subject}
    </Link>
  );
}

function State({ of: { state, bytes } }: { of: Export }) {
  const { t, locale } = useLanguage();
  if (state === "making") {
    return (
      <span className="badge with-spinner" role="status">
        <span className="spinner" aria-hidden="true" /> {t("export.making")}
      </span>
    );
  }
  if (state === "ready") {
    return (
      <>
        <span className="badge good">{t("export.ready")}</span>{" "}
        {typeof bytes === "number" && <small>{bytesText(locale, bytes)}</small>}
      </>
    );
  }
  return <span className="badge">{t("export.gone")}</span>;
}

interface ActsProps {
  of: Export;
  isOthers: boolean;
  mayRead: boolean;
  onRemove: (() => void) | null;
}

function Acts({ of, isOthers, mayRead, onRemove }: ActsProps) {
  const { t, moment } = useLanguage();
  const date = { date: moment(of.requested_at) };
  if (of.state === "gone") return null;
  return (
    <span className="row">
      {of.state === "ready" && mayRead && (
        <a
          className={isOthers ? "button quiet" : "button"}
          href={`/api/exports/${of.id}/content`}
          download={`${of.id}.tar.age`}
          aria-label={t("export.downloadOne", date)}
        >
          {t("export.download")}
        </a>
      )}
      {onRemove && (
        <Button look="quiet" aria-label={t("export.removeOne", date)} onClick={onRemove}>
          {t("export.remove")}
        </Button>
      )}
    </span>
  );
}
