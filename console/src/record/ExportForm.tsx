// Asks for an export: who is to open it is named now, since the server itself cannot read it again.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Field, PasswordField, Select } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { exportsKey } from "./useExports";

/** How long a passphrase is at least. */
const PASSPHRASE_MIN = 12;
const WAYS = ["passphrase", "recipient"] as const;

interface Props {
  text: string;
  ask: (body: Schemas["ExportRequest"]) => Promise<unknown>;
}

export function ExportForm({ text, ask }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [way, setWay] = useState<string>(WAYS[0]);
  const [secret, setSecret] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const [begun, setBegun] = useState(false);
  const act = useAct(
    useCallback(
      async (body: Schemas["ExportRequest"]) => {
        await ask(body);
        await client.invalidateQueries({ queryKey: exportsKey });
      },
      [client, ask],
    ),
  );
  const given = way === "passphrase" ? secret : secret.trim();
  const send = async () => {
    const complaint = complaintOf(way, given);
    setWrong(complaint && t(complaint));
    if (complaint) return;
    setBegun(false);
    if (await act.run(way === "passphrase" ? { passphrase: given } : { recipient: given })) {
      setSecret("");
      setBegun(true);
    }
  };
  const field = {
    autoComplete: "off",
    value: secret,
    wrong,
    onChange: (event: { target: { value: string } }) => setSecret(event.target.value),
  };
  return (
    <Form
      act={act}
      submit={t("export.begin")}
      saved={false}
      instead={{ invalid: "export.refused", unprocessable: "export.refused" }}
      onSubmit={send}
    >
      {begun && <Notice kind="good">{t("export.begun")}</Notice>}
      <p>{text}</p>
      <div className="pair">
        <Select
          label={t("export.reader")}
          value={way}
          options={WAYS.map((value) => ({ value, text: t(`export.${value}`) }))}
          onChoose={(chosen) => {
            setWay(chosen);
            setSecret("");
            setWrong(null);
          }}
        />
        {way === "passphrase" ? (
          <PasswordField
            label={t("export.passphrase.field")}
            hint={t("export.passphrase.hint")}
            {...field}
            autoComplete="new-password"
          />
        ) : (
          <Field
            label={t("export.recipient.field")}
            hint={t("export.recipient.hint")}
            spellCheck={false}
            {...field}
          />
        )}
      </div>
    </Form>
  );
}

function complaintOf(way: string, given: string) {
  if (way === "passphrase") {
    return [...given].length < PASSPHRASE_MIN ? ("export.passphrase.short" as const) : null;
  }
  return given.startsWith("age1") ? null : ("export.recipient.wrong" as const);
}
