// The document that events are of, by its type and id.

import { type FormEvent, useState } from "react";
import { useT } from "../messages";
import { Field } from "../ui/Field";
import { isResource } from "./filters";

export function ResourceField(props: { value: string; onChoose: (resource: string) => void }) {
  const t = useT();
  const [text, setText] = useState(props.value);
  const [tried, setTried] = useState(false);
  const wanted = text.trim();
  const isGood = wanted === "" || isResource(wanted);
  const choose = (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (isGood && wanted !== props.value) props.onChoose(wanted);
  };
  return (
    <form onSubmit={choose}>
      <Field
        label={t("activity.resource")}
        placeholder="Observation/123"
        autoComplete="off"
        spellCheck={false}
        value={text}
        wrong={tried && !isGood ? t("activity.resource.wrong") : null}
        onChange={(event) => {
          setTried(false);
          setText(event.target.value);
        }}
        onBlur={() => choose()}
      />
    </form>
  );
}
