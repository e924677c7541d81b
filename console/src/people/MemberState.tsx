// Putting a member out of action, which can be undone, and removing them, which is confirmed by typing.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useSession } from "../session/SessionProvider";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { useAct } from "../ui/useAct";
import type { MemberChange } from "./useMemberChange";

export function MemberState({
  member,
  change,
}: {
  member: Schemas["Member"];
  change: MemberChange;
}) {
  const t = useT();
  const may = useMay();
  const { tenant_name: tenant } = useSession();
  const [removing, setRemoving] = useState(false);
  const { active } = member;
  return (
    <Section title={t("people.state")}>
      <div className="row spread">
        <p className="quiet">{active && t("member.deactivate.text")}</p>
        <Button busy={change.busy} onClick={() => void change.run({ active: !active })}>
          {t(active ? "member.deactivate" : "member.activate")}
        </Button>
      </div>
      {may("remove_member") && (
        <div className="row spread">
          <p className="quiet">{t("member.remove.text")}</p>
          <Button look="danger" onClick={() => setRemoving(true)}>
            {t("member.remove", { tenant })}
          </Button>
        </div>
      )}
      {removing && <RemoveDialog member={member} onClose={() => setRemoving(false)} />}
    </Section>
  );
}

function RemoveDialog({ member, onClose }: { member: Schemas["Member"]; onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tenant_name: tenant } = useSession();
  const { user } = member;
  const word = member.email ?? user;
  const [typed, setTyped] = useState("");
  const act = useAct(
    useCallback(async () => {
      await answered(api.DELETE("/api/members/{user}", { params: { path: { user } } }));
      await navigate("/people");
      client.removeQueries({ queryKey: [...keys.members, user] });
      await client.invalidateQueries({ queryKey: keys.members });
    }, [client, navigate, user]),
  );
  return (
    <Dialog title={t("member.remove", { tenant })} onClose={onClose}>
      <Form
        act={act}
        submit={t("member.remove", { tenant })}
        look="danger"
        why={typed.trim() === word ? null : t("member.remove.confirm", { word })}
        onSubmit={() => void act.run()}
      >
        <p>{t("member.remove.text")}</p>
        <Field
          label={t("member.remove.confirm", { word })}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
