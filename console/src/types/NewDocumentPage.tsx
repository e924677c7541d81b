// Writes a new document of a type.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { objectIn } from "../json/JsonField";
import { type Json, JsonMistake } from "../json/scan";
import { useT } from "../messages";
import { Allowed } from "../session/Allowed";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { Unsaved } from "../ui/Unsaved";
import { useAct } from "../ui/useAct";
import { DocumentFields, type Draft } from "./DocumentFields";
import { typeKeys, useType } from "./queries";
import { createDocument } from "./server";

export function Component() {
  const { type = "" } = useParams();
  return (
    <Allowed needs="create_document">
      <Asked of={useType(type)}>
        {({ definition }) => <NewDocument type={type} definition={definition} />}
      </Asked>
    </Allowed>
  );
}

const EMPTY = "{}";

function NewDocument({ type, definition }: { type: string; definition: Json }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [{ text, isWrong }, setDraft] = useState<Draft>({ text: EMPTY, isWrong: false });
  const act = useAct(
    useCallback(async () => {
      const { id } = await createDocument(type, text);
      await client.invalidateQueries({ queryKey: typeKeys.documents(type) });
      await client.invalidateQueries({ queryKey: typeKeys.one(type) });
      await navigate(`/types/${type}/documents/${id}`, { replace: true });
    }, [client, navigate, type, text]),
  );
  const submit = () => {
    if (!(objectIn(text) instanceof JsonMistake)) void act.run();
  };
  return (
    <Section title={t("typed.new")}>
      <Unsaved when={text !== EMPTY && !act.busy} />
      <Form
        act={act}
        submit={t("typed.create")}
        saved={false}
        isTold
        why={isWrong ? t("typed.wrong") : null}
        onSubmit={submit}
      >
        <DocumentFields definition={definition} text={text} onChange={setDraft} />
      </Form>
    </Section>
  );
}
