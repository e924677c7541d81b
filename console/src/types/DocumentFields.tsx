// A document to be written: by fields, as far as its type has simple ones, or as JSON.

import { useState } from "react";
import { JsonField, objectIn } from "../json/JsonField";
import { type Json, JsonMistake } from "../json/scan";
import { memberOf, withMember, writePretty } from "../json/write";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Field, Select } from "../ui/Field";
import { fieldsOf, type SimpleField } from "./fields";
import { written } from "./server";

interface Props {
  definition: Json;
  text: string;
  onChange: (text: string) => void;
}

export function DocumentFields({ definition, text, onChange }: Props) {
  const t = useT();
  const [asJson, setAsJson] = useState(false);
  const document = objectIn(text);
  const isBroken = document instanceof JsonMistake;
  const schema = memberOf(definition, "schema") ?? { kind: "object", members: [] };
  const { fields, others } = isBroken ? { fields: [], others: [] } : fieldsOf(schema, document);
  const mayChoose = isBroken || fields.length > 0;
  if (asJson || isBroken || fields.length === 0) {
    return (
      <>
        <JsonField label={t("typed.json")} value={text} onChange={onChange} />
        {mayChoose && (
          <div className="row flush">
            <Button
              look="quiet"
              why={isBroken ? t("typed.broken") : null}
              onClick={() => setAsJson(false)}
            >
              {t("typed.asFields")}
            </Button>
          </div>
        )}
      </>
    );
  }
  return (
    <>
      <div className="pair">
        {fields.map((field) => (
          <One
            key={field.name}
            field={field}
            value={memberOf(document, field.name)}
            onChange={(value) => onChange(writePretty(withMember(document, field.name, value)))}
          />
        ))}
      </div>
      <div className="row flush">
        <Button look="quiet" onClick={() => setAsJson(true)}>
          {t("typed.asJson")}
        </Button>
        {others.length > 0 && (
          <span className="quiet">{t("typed.others", { names: others.join(", ") })}</span>
        )}
      </div>
    </>
  );
}

interface OneProps {
  field: SimpleField;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
}

const text = (it: string): Json => ({ kind: "string", text: it });

function One({ field, value, onChange }: OneProps) {
  const t = useT();
  const { kind, label, hint, isRequired, choices } = field;
  if (kind === "number") return <NumberField field={field} value={value} onChange={onChange} />;
  if (kind === "text" || kind === "date") {
    return (
      <Field
        label={label}
        hint={hint}
        type={kind}
        autoComplete="off"
        required={isRequired}
        value={written(value)}
        // An empty text says something only where there has to be one.
        onChange={({ target }) =>
          onChange(target.value === "" && !isRequired ? undefined : text(target.value))
        }
      />
    );
  }
  const options =
    kind === "choice"
      ? choices.map((it) => ({ value: it, text: it }))
      : ["true", "false"].map((it) => ({ value: it, text: t(`typed.${it as "true"}`) }));
  const now = value?.kind === "literal" ? String(value.value) : written(value);
  const none = { value: "", text: t("typed.unsaid") };
  return (
    <Select
      label={label}
      hint={hint}
      value={now}
      options={isRequired && now !== "" ? options : [none, ...options]}
      onChoose={(chosen) => {
        if (chosen === "") return onChange(undefined);
        onChange(kind === "choice" ? text(chosen) : { kind: "literal", value: chosen === "true" });
      }}
    />
  );
}

/** What is typed on the way to a number, such as `1.`, is none yet: it stays here until it is one. */
function NumberField({ field: { label, hint, isRequired }, value, onChange }: OneProps) {
  const t = useT();
  const [typed, setTyped] = useState(written(value));
  const isNumber = NUMBER.test(typed);
  return (
    <Field
      label={label}
      hint={hint}
      wrong={typed === "" || isNumber ? null : t("json.wrong.number")}
      inputMode="decimal"
      autoComplete="off"
      required={isRequired}
      pattern={NUMBER.source.slice(1, -1)}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        if (NUMBER.test(target.value)) onChange({ kind: "number", digits: target.value });
        else if (target.value === "") onChange(undefined);
      }}
    />
  );
}

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
