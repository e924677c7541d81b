// Adds a file to a record: sent in parts, and then named in a document of the patient.

import { useId, useState } from "react";
import { useLanguage } from "../messages";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
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
  return (
    <Dialog
      title={t("documents.add")}
      onClose={() => {
        upload.cancel();
        onClose();
      }}
    >
      <Form
        act={upload}
        submit={t(upload.isBegun && !upload.busy ? "documents.goOn" : "documents.send")}
        why={missing && t(missing)}
        instead={{ unreachable: "documents.lost", content_too_large: "documents.tooLarge" }}
        onSubmit={() => file && void upload.run(file, title.trim(), kind.trim())}
      >
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
      </Form>
    </Dialog>
  );
}
