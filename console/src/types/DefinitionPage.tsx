// What a type says of its documents: shown to everybody, changed by administrators.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useParams } from "react-router";
import { Clash } from "../json/Clash";
import { objectIn } from "../json/JsonField";
import { type Json, JsonMistake } from "../json/scan";
import { useMerging } from "../json/useMerging";
import { writePretty } from "../json/write";
import { useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { Unsaved } from "../ui/Unsaved";
import { DefinitionForm } from "./DefinitionForm";
import { definitionOf, draftOf } from "./definition";
import { typeKeys, useType } from "./queries";
import { type DocumentType, findType, updateType } from "./server";

export function Component() {
  const { type = "" } = useParams();
  return <Asked of={useType(type)}>{(found) => <Found key={found.name} type={found} />}</Asked>;
}

function Found({ type }: { type: DocumentType }) {
  const { t, moment } = useLanguage();
  const may = useMay();
  const { definition, version, updatedAt } = type;
  const text = t("types.version", { version, date: moment(updatedAt) });
  return (
    <Section title={t("types.definition")} text={text}>
      {may("update_document_type") ? (
        <Edit type={type} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page is scrolled by keys too
        <pre className="shown" tabIndex={0}>
          {writePretty(definition)}
        </pre>
      )}
    </Section>
  );
}

function Edit({ type }: { type: DocumentType }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const { name } = type;
  const [draft, setDraft] = useState(() => draftOf(type.definition));
  const [saved, setSaved] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const merging = useMerging({
    found: versionOf(type),
    save: useCallback(
      async (version: string, content: Json) => {
        const changed = await updateType({ ...type, version }, content);
        client.setQueryData(typeKeys.one(name), changed);
        setSaved(true);
        setChanged(false);
        await client.invalidateQueries({ queryKey: typeKeys.all, exact: true });
        return versionOf(changed);
      },
      [client, name, type],
    ),
    find: useCallback(async () => versionOf(await findType(name)), [name]),
    onMerged: useCallback((content: Json) => setDraft(draftOf(content)), []),
  });
  const submit = () => {
    setSaved(false);
    if (!(objectIn(draft.schema) instanceof JsonMistake)) void merging.run(definitionOf(draft));
  };
  return (
    <>
      <Unsaved when={isChanged && !merging.busy} />
      <Clash of={merging} />
      <Form
        act={merging}
        submit={t("app.save")}
        saved={saved}
        isTold
        why={merging.clash && t("clash.choose")}
        onSubmit={submit}
      >
        {/* What would be typed meanwhile is none of the two that are put together. */}
        <fieldset className="stack" disabled={merging.clash !== null}>
          <DefinitionForm
            draft={draft}
            isUsed={type.isUsed}
            onChange={(changed) => {
              setDraft(changed);
              setSaved(false);
              setChanged(true);
            }}
          />
        </fieldset>
      </Form>
    </>
  );
}

/** As the form writes it, so that only what people change differs. */
function versionOf({ version, definition }: DocumentType) {
  return { version, content: definitionOf(draftOf(definition)) };
}
