// Giving and taking roles.

import { type FormEvent, useState } from "react";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Button } from "../ui/Button";
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
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!change.busy && roles.length > 0 && !isSame) void change.run({ roles });
  };
  if (member.roles.includes(PATIENT)) {
    return <Section title={t("people.roles")} text={t("member.roles.patient")} />;
  }
  return (
    <Section title={t("people.roles")} text={t("member.roles.text")}>
      <form className="stack" onSubmit={submit}>
        <Roles
          chosen={roles}
          wrong={roles.length === 0 ? t("member.roles.least") : null}
          onChoose={setRoles}
        />
        <div className="row">
          <Button type="submit" look="primary" busy={change.busy}>
            {t("app.save")}
          </Button>
        </div>
      </form>
    </Section>
  );
}
