// A document to be written: by fields, as far as its type has simple ones, or as JSON.

import { useState } from "react";
import { JsonField, objectIn } from "../json/JsonField";
import { type Json, JsonMistake } from "../json/scan";
import { memberOf, withMember, writePretty } from "../json/write";
import { useLanguage, useT } from "../messages";
import { Button } from "../ui/Button";
import { Field, Select } from "../ui/Field";
import { fieldsOf, type SimpleField } from "./fields";
import { decimalSign, digitsOf, typedOf } from "./number";
import { written } from "./server";

/** What is written so far. As long as a field of it is wrong it is not what stands on the page, and is not sent. */
export interface Draft {
  text: string;
  isWrong: boolean;
}

interface Props {
  definition: Json;
  text: string;
  onChange: (draft: Draft) => void;
}

export function DocumentFields({ definition, text, onChange }: Props) {
  const t = useT();
  const [asJson, setAsJson] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const document = objectIn(text);
  const isBroken = document instanceof JsonMistake;
  const schema = memberOf(definition, "schema") ?? { kind: "object", members: [] };
  const { fields, others } = isBroken ? { fields: [], others: [] } : fieldsOf(schema, document);
  const mayChoose = isBroken || fields.length > 0;
  if (asJson || isBroken || fields.length === 0) {
    return (
      <>
        <JsonField
          label={t("typed.json")}
          value={text}
          onChange={(changed) => onChange({ text: changed, isWrong: false })}
        />
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
  const put = (name: string, value: Json | undefined, isWrong: boolean) => {
    const others = wrong.filter((it) => it !== name);
    const now = isWrong ? [...others, name] : others;
    setWrong(now);
    const changed = isWrong ? text : writePretty(withMember(document, name, value));
    onChange({ text: changed, isWrong: now.length > 0 });
  };
  return (
    <>
      <div className="pair">
        {fields.map((field) => (
          <One
            key={field.name}
            field={field}
            value={memberOf(document, field.name)}
            onChange={(value, isWrong = false) => put(field.name, value, isWrong)}
          />
        ))}
      </div>
      <div className="row flush">
        <Button
          look="quiet"
          why={wrong.length > 0 ? t("typed.wrong") : null}
          onClick={() => setAsJson(true)}
        >
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
  /** What it is now; or that what is typed there is nothing that it could be. */
  onChange: (value: Json | undefined, isWrong?: boolean) => void;
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
  const { t, locale } = useLanguage();
  const sign = decimalSign(locale);
  const [typed, setTyped] = useState(() => typedOf(written(value), sign));
  const isWrong = typed !== "" && digitsOf(typed, sign) === null;
  return (
    <Field
      label={label}
      hint={hint}
      wrong={isWrong ? t("typed.noNumber", { example: typedOf("2.50", sign) }) : null}
      inputMode="decimal"
      autoComplete="off"
      required={isRequired}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        const digits = digitsOf(target.value, sign);
        if (digits !== null) onChange({ kind: "number", digits });
        else onChange(undefined, target.value !== "");
      }}
    />
  );
}
