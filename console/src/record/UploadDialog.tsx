// Adds a file to a record: sent in parts, and then named in a document of the patient.

import { type FormEvent, useId, useState } from "react";
import { useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { words } from "../ui/words";
import { bytesText } from "./bytes";
import { shownName } from "./fileName";
import { useUpload } from "./useUpload";

export function UploadDialog({ patient, onClose }: { patient: string; onClose: () => void }) {
  const { t, locale } = useLanguage();
  const id = useId();
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState("");
  const upload = useUpload(patient, onClose);
  const missing = !file ? "documents.choose" : file.size === 0 ? "documents.empty" : null;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (file && !missing && !upload.busy) void upload.run(file, title.trim(), kind.trim());
  };
  return (
    <Dialog
      title={t("documents.add")}
      onClose={() => {
        upload.cancel();
        onClose();
      }}
    >
      <form className="stack" onSubmit={send}>
        {upload.error !== null && (
          <Notice kind="bad">
            {words(t, upload.error, {
              unreachable: "documents.lost",
              content_too_large: "documents.tooLarge",
            })}
          </Notice>
        )}
        <div className="field">
          <label htmlFor={id}>{t("documents.file")}</label>
          <input
            id={id}
            type="file"
            disabled={upload.isBegun}
            onChange={({ target }) => {
              const chosen = target.files?.[0] ?? null;
              setFile(chosen);
              setTitle(shownName(chosen?.name ?? ""));
            }}
          />
        </div>
        <Field
          label={t("documents.title")}
          hint={t("documents.title.hint")}
          autoComplete="off"
          maxLength={200}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <Field
          label={t("documents.kind")}
          hint={t("documents.kind.hint")}
          autoComplete="off"
          maxLength={200}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
        {file && upload.isBegun && (
          <div className="field">
            <progress max={file.size} value={upload.sent} aria-label={t("documents.progress")} />
            <small role="status">
              {t("documents.sent", {
                sent: bytesText(locale, upload.sent),
                all: bytesText(locale, file.size),
              })}
            </small>
          </div>
        )}
        <div className="row">
          <Button type="submit" look="primary" busy={upload.busy} why={missing && t(missing)}>
            {t(upload.isBegun && !upload.busy ? "documents.goOn" : "documents.send")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
