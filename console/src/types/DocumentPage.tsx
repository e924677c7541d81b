// One document: shown, changed by whoever may, and deleted.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import { isProblem } from "../api/problem";
import { Clash } from "../json/Clash";
import { objectIn } from "../json/JsonField";
import { type Json, JsonMistake } from "../json/scan";
import { useMerging } from "../json/useMerging";
import { writePretty } from "../json/write";
import { useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { Unsaved } from "../ui/Unsaved";
import { DeleteDocument } from "./DeleteDocument";
import { DocumentFields, type Draft } from "./DocumentFields";
import { typeKeys, useDocument, useType } from "./queries";
import { type Document, findDocument, updateDocument } from "./server";

export function Component() {
  const { t } = useLanguage();
  const { type = "", id = "" } = useParams();
  const document = useDocument(type, id);
  const history = <Link to={`/types/${type}/documents/${id}/history`}>{t("typed.history")}</Link>;
  return (
    <>
      <div className="row spread">
        <h2>{id}</h2>
        {history}
      </div>
      {isProblem(document.error, "gone") ? (
        <Notice title={t("typed.gone.title")}>{t("typed.gone")}</Notice>
      ) : (
        <Asked of={document}>
          {(found) => <Found key={found.id} type={type} document={found} />}
        </Asked>
      )}
    </>
  );
}

function Found({ type, document }: { type: string; document: Document }) {
  const { t, moment } = useLanguage();
  const may = useMay();
  const definition = useType(type);
  const { version, updatedAt, content } = document;
  const text = t("types.version", { version, date: moment(updatedAt) });
  const now = content ?? { kind: "object", members: [] };
  if (!may("update_document")) {
    return (
      <Section title={t("typed.content")} text={text}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is wider than the page is scrolled by keys too */}
        <pre className="shown" tabIndex={0}>
          {writePretty(now)}
        </pre>
      </Section>
    );
  }
  return (
    <>
      <Section title={t("typed.content")} text={text}>
        <Asked of={definition}>
          {(found) => <Edit type={type} definition={found.definition} document={document} />}
        </Asked>
      </Section>
      {may("delete_document") && <DeleteDocument type={type} document={document} />}
    </>
  );
}

function Edit(props: { type: string; definition: Json; document: Document }) {
  const { type, definition, document } = props;
  const { id } = document;
  const { t } = useLanguage();
  const client = useQueryClient();
  const [{ text, isWrong }, setDraft] = useState<Draft>(() => draftOf(versionOf(document).content));
  /** Fields begin anew with what came of two changes. */
  const [merges, setMerges] = useState(0);
  const [saved, setSaved] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const merging = useMerging({
    found: versionOf(document),
    save: useCallback(
      async (version: string, content: Json) => {
        const changed = await updateDocument(type, { id, version }, writePretty(content));
        client.setQueryData(typeKeys.document(type, id), changed);
        setSaved(true);
        setChanged(false);
        await client.invalidateQueries({ queryKey: [...typeKeys.documents(type), "list"] });
        return versionOf(changed);
      },
      [client, type, id],
    ),
    find: useCallback(async () => versionOf(await findDocument(type, id)), [type, id]),
    onMerged: useCallback((content: Json) => {
      setDraft(draftOf(content));
      setMerges((count) => count + 1);
    }, []),
  });
  const submit = () => {
    setSaved(false);
    const mine = objectIn(text);
    if (!(mine instanceof JsonMistake)) void merging.run(mine);
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
        why={isWrong ? t("typed.wrong") : merging.clash && t("clash.choose")}
        instead={{ gone: "typed.gone" }}
        onSubmit={submit}
      >
        {/* What would be typed meanwhile is none of the two that are put together. */}
        <fieldset className="stack" disabled={merging.clash !== null}>
          <DocumentFields
            key={merges}
            definition={definition}
            text={text}
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

const draftOf = (content: Json): Draft => ({ text: writePretty(content), isWrong: false });

function versionOf({ version, content }: Document) {
  return { version, content: content ?? ({ kind: "object", members: [] } as Json) };
}
