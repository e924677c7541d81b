// Giving and taking roles.

import { useState } from "react";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { PATIENT, Roles } from "./Roles";
import type { MemberChange } from "./useMemberChange";

export function MemberRoles({
  member,
  change,
}: {
  member: Schemas["Member"];
  change: MemberChange;
}) {
  const t = useT();
  const [roles, setRoles] = useState(member.roles);
  const isSame =
    roles.length === member.roles.length && roles.every((it) => member.roles.includes(it));
  const submit = () => {
    if (roles.length > 0 && !isSame) void change.run({ roles });
  };
  if (member.roles.includes(PATIENT)) {
    return <Section title={t("people.roles")} text={t("member.roles.patient")} />;
  }
  return (
    <Section title={t("people.roles")} text={t("member.roles.text")}>
      {/* How it failed stands above all that changes a member. */}
      <Form
        act={{ busy: change.busy, error: null }}
        submit={t("app.save")}
        saved={false}
        onSubmit={submit}
      >
        <Roles
          chosen={roles}
          wrong={roles.length === 0 ? t("member.roles.least") : null}
          onChoose={setRoles}
        />
      </Form>
    </Section>
  );
}
