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
  const [version, setVersion] = useState(member.version);
  const [saved, setSaved] = useState(false);
  // Another version has its own roles; what is pressed stays where it is.
  if (version !== member.version) {
    setVersion(member.version);
    setRoles(member.roles);
  }
  const isSame =
    roles.length === member.roles.length && roles.every((it) => member.roles.includes(it));
  const submit = async () => {
    if (roles.length > 0 && !isSame) setSaved(await change.run({ roles }));
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
        saved={saved}
        onSubmit={submit}
      >
        <Roles
          chosen={roles}
          wrong={roles.length === 0 ? t("member.roles.least") : null}
          onChoose={(chosen) => {
            setRoles(chosen);
            setSaved(false);
          }}
        />
      </Form>
    </Section>
  );
}
