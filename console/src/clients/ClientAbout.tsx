// What a program is called, what it may do, and until when.

import { useState } from "react";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Roles } from "../people/Roles";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { dayOf, endOf } from "./days";
import type { ClientChange } from "./useClientChange";

export function ClientAbout({
  client,
  change,
}: {
  client: Schemas["Client"];
  change: ClientChange;
}) {
  const t = useT();
  const [name, setName] = useState(client.name);
  const [roles, setRoles] = useState(client.roles);
  const [until, setUntil] = useState(dayOf(client.expires_at));
  const submit = () => {
    if (roles.length === 0) return;
    const body: Schemas["ClientChange"] = { name: name.trim(), roles };
    if (until && until !== dayOf(client.expires_at)) body.expires_at = endOf(until);
    void change.run(body);
  };
  return (
    <Section title={t("clients.about")} text={t("clients.about.text")}>
      {/* How it failed stands above all that changes a program. */}
      <Form
        act={{ busy: change.busy, error: null }}
        submit={t("app.save")}
        saved={false}
        onSubmit={submit}
      >
        <Field
          label={t("clients.name")}
          autoComplete="off"
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Roles
          chosen={roles}
          wrong={roles.length === 0 ? t("member.roles.least") : null}
          onChoose={setRoles}
        />
        <Field
          label={t("clients.until")}
          hint={t(client.expires_at ? "clients.until.later" : "clients.until.hint")}
          type="date"
          required={Boolean(client.expires_at)}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </Form>
    </Section>
  );
}
