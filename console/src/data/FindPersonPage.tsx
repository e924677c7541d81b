// Finding a person by the id of theirs: whoever sees to somebody's rights need not see their record.

import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useT } from "../messages";
import { SUBJECT_TYPES, typeName } from "../record/subject";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Field, Select } from "../ui/Field";
import { Section } from "../ui/Section";
import { Denied } from "./Denied";
import { OpenCorrections } from "./OpenCorrections";
import { personIn } from "./personIn";

export function Component() {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const [type, setType] = useState<string>(SUBJECT_TYPES[0]);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  if (!may("find_subject")) return <Denied />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const person = personIn(typed, type);
    setWrong(person ? null : t("data.person.wrong"));
    if (person) void navigate(`/data/people/${person.type}/${encodeURIComponent(person.id)}`);
  };
  return (
    <>
      <OpenCorrections />
      <Section title={t("data.person.find")} text={t("data.person.text")}>
        <form className="stack" onSubmit={submit} noValidate>
          <div className="pair">
            <Field
              label={t("data.person.id")}
              hint={t("data.person.hint")}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              wrong={wrong}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Select
              label={t("data.person.type")}
              value={type}
              options={SUBJECT_TYPES.map((value) => ({ value, text: typeName(t, value) }))}
              onChoose={setType}
            />
          </div>
          <div className="row">
            <Button type="submit" look="primary">
              {t("data.person.open")}
            </Button>
          </div>
        </form>
      </Section>
    </>
  );
}
