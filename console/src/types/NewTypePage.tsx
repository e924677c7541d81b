// Registers a type.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link, useNavigate } from "react-router";
import { objectIn } from "../json/JsonField";
import { JsonMistake } from "../json/scan";
import { useT } from "../messages";
import { Allowed } from "../session/Allowed";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { useTitle } from "../ui/Front";
import { Section } from "../ui/Section";
import { Unsaved } from "../ui/Unsaved";
import { useAct } from "../ui/useAct";
import { DefinitionForm } from "./DefinitionForm";
import { definitionOf, NEW } from "./definition";
import { typeKeys } from "./queries";
import { createType } from "./server";

export function Component() {
  const t = useT();
  useTitle(t("types.new"));
  return (
    <>
      <p>
        <Link to="/types">{t("types.back")}</Link>
      </p>
      <h1>{t("types.new")}</h1>
      <Allowed needs="create_document_type">
        <NewType />
      </Allowed>
    </>
  );
}

function NewType() {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [draft, setDraft] = useState(NEW);
  const act = useAct(
    useCallback(async () => {
      await createType(name.trim(), definitionOf(draft));
      await client.invalidateQueries({ queryKey: typeKeys.all });
      await navigate(`/types/${name.trim()}/definition`);
    }, [client, navigate, name, draft]),
  );
  const submit = () => {
    if (!(objectIn(draft.schema) instanceof JsonMistake)) void act.run();
  };
  return (
    <Section title={t("types.definition")}>
      <Unsaved when={(name !== "" || draft !== NEW) && !act.busy} />
      <Form
        act={act}
        submit={t("types.create")}
        saved={false}
        isTold
        instead={{ name_taken: "types.nameTaken" }}
        onSubmit={submit}
      >
        <Field
          label={t("types.name")}
          hint={t("types.name.hint")}
          required
          pattern="[a-z][a-z0-9\-]{0,63}"
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <DefinitionForm draft={draft} isUsed={false} onChange={setDraft} />
      </Form>
    </Section>
  );
}
