// What a type says of its documents, to be written.

import { JsonField } from "../json/JsonField";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Field, Select, TextArea } from "../ui/Field";
import { type Draft, INDEX_TYPES, type Index } from "./definition";

interface Props {
  draft: Draft;
  /** Whether there are documents already: then whom they are about and the indexes stay. */
  isUsed: boolean;
  onChange: (draft: Draft) => void;
}

export function DefinitionForm({ draft, isUsed, onChange }: Props) {
  const t = useT();
  const change = (changed: Partial<Draft>) => onChange({ ...draft, ...changed });
  return (
    <>
      <JsonField
        label={t("types.schema")}
        hint={t(isUsed ? "types.definition.text" : "types.schema.hint")}
        value={draft.schema}
        onChange={(schema) => change({ schema })}
      />
      <fieldset className="stack" disabled={isUsed}>
        <legend>{t("types.about")}</legend>
        {isUsed && <p className="quiet">{t("types.stays")}</p>}
        <div className="pair">
          <Select
            label={t("types.aboutWhom")}
            value={draft.about}
            options={[
              { value: "", text: t("types.about.nobody") },
              { value: "Patient", text: t("types.about.Patient") },
              { value: "Subject", text: t("types.about.Subject") },
            ]}
            onChoose={(about) => change({ about: about as Draft["about"] })}
          />
          {draft.about !== "" && (
            <Field
              label={t("types.aboutPath")}
              hint={t("types.aboutPath.hint")}
              required
              spellCheck={false}
              value={draft.aboutPath}
              onChange={(event) => change({ aboutPath: event.target.value })}
            />
          )}
        </div>
      </fieldset>
      <fieldset className="stack" disabled={isUsed}>
        <legend>{t("types.indexes")}</legend>
        <p className="quiet">{t(isUsed ? "types.stays" : "types.indexes.hint")}</p>
        {draft.indexes.map((index, at) => (
          <IndexRow
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name while they are typed
            key={at}
            index={index}
            onChange={(changed) =>
              change({
                indexes: draft.indexes.flatMap((it, its) => (its === at ? (changed ?? []) : it)),
              })
            }
          />
        ))}
        {!isUsed && (
          <div className="row">
            <Button
              onClick={() =>
                change({ indexes: [...draft.indexes, { name: "", type: "token", path: "" }] })
              }
            >
              {t("types.indexes.add")}
            </Button>
          </div>
        )}
      </fieldset>
      <TextArea
        label={t("types.open")}
        hint={t("types.open.hint")}
        spellCheck={false}
        rows={4}
        value={draft.open}
        onChange={(event) => change({ open: event.target.value })}
      />
    </>
  );
}

function IndexRow(props: { index: Index; onChange: (index: Index | null) => void }) {
  const { index, onChange } = props;
  const t = useT();
  return (
    <fieldset className="document-index">
      <legend className="unseen">{t("types.index", { name: index.name })}</legend>
      <Field
        label={t("types.index.name")}
        required
        pattern="[a-z][a-z0-9\-]*"
        spellCheck={false}
        value={index.name}
        onChange={(event) => onChange({ ...index, name: event.target.value })}
      />
      <Select
        label={t("types.index.type")}
        value={index.type}
        options={INDEX_TYPES.map((value) => ({ value, text: t(`types.index.${value}`) }))}
        onChoose={(type) => onChange({ ...index, type })}
      />
      <Field
        label={t("types.index.path")}
        required
        spellCheck={false}
        value={index.path}
        onChange={(event) => onChange({ ...index, path: event.target.value })}
      />
      <Button
        look="quiet"
        aria-label={t("types.index.removeOne", { name: index.name })}
        onClick={() => onChange(null)}
      >
        {t("types.index.remove")}
      </Button>
    </fieldset>
  );
}
