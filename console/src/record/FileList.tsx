// Files, one a line: what each is called and is, and what can be done with it.

import { useCallback } from "react";
import { dateText } from "../fhir/dates";
import { listed, useLanguage } from "../messages";
import { en, type Key } from "../messages/en";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { save } from "../ui/save";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { bytesText } from "./bytes";
import { elsewhere, fetchContent, lookOf } from "./content";
import type { RecordFile } from "./documents";
import { plainType, savedName, shownName } from "./fileName";

interface Props {
  items: RecordFile[];
  onShow: (file: RecordFile) => void;
}

export function FileList({ items, onShow }: Props) {
  const { t } = useLanguage();
  const download = useAct(
    useCallback(async ({ title, attachment }: RecordFile) => {
      const { type, blob } = await fetchContent(attachment);
      save(savedName(title, type), new Blob([blob], { type }));
    }, []),
  );
  return (
    <>
      {download.error !== null && <Notice kind="bad">{words(t, download.error)}</Notice>}
      <ul className="list">
        {items.map((file) => (
          <li key={file.key}>
            <Facts of={file} />
            <Acts
              of={file}
              busy={download.busy}
              onShow={() => onShow(file)}
              onSave={() => void download.run(file)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function Facts({ of: { title, kind, at, status, attachment } }: { of: RecordFile }) {
  const { t, locale } = useLanguage();
  const type = plainType(attachment.contentType);
  const named = `documents.type.${type}`;
  const state = `documents.status.${status}`;
  const facts = [
    kind,
    at && dateText(at, locale),
    named in en ? t(named as Key) : type,
    typeof attachment.size === "number" && bytesText(locale, attachment.size),
  ];
  return (
    <p>
      <span>
        <strong>
          <bdi>{shownName(title ?? "") || t("documents.unnamed")}</bdi>
        </strong>{" "}
        {state in en && <span className="badge bad">{t(state as Key)}</span>}
      </span>
      <small>{listed(facts)}</small>
    </p>
  );
}

function Acts(props: { of: RecordFile; busy: boolean; onShow: () => void; onSave: () => void }) {
  const { t } = useLanguage();
  const { title, attachment } = props.of;
  const host = elsewhere(attachment);
  if (host) return <small>{t("documents.elsewhere", { host: shownName(host) })}</small>;
  if (!attachment.data && !attachment.url) return <small>{t("documents.empty")}</small>;
  const name = { name: shownName(title ?? "") || t("documents.unnamed") };
  return (
    <span className="row">
      {lookOf(attachment.contentType) && (
        <Button look="quiet" aria-label={t("documents.showOne", name)} onClick={props.onShow}>
          {t("documents.show")}
        </Button>
      )}
      <Button
        look="quiet"
        aria-label={t("documents.saveOne", name)}
        busy={props.busy}
        onClick={props.onSave}
      >
        {t("documents.save")}
      </Button>
    </span>
  );
}
