// The way to a patient: what is typed here goes on in the list of patients, and stands in no address.

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { useT } from "../messages";
import { patientKeys, type View } from "../patients/patients";
import { LONGEST } from "../patients/search";
import { Button } from "../ui/Button";
import { Field } from "../ui/Field";

export function FindPatient() {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const view: View = { words: words.trim(), sort: "_lastUpdated", top: 0 };
    client.setQueryData(patientKeys.view, view);
    void navigate("/patients");
  };
  return (
    <search>
      <form className="home-find" onSubmit={submit}>
        <Field
          label={t("home.find")}
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={LONGEST}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button type="submit" look="primary">
          {t("home.find.submit")}
        </Button>
      </form>
    </search>
  );
}
