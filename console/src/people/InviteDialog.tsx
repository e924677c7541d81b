// Inviting somebody: by letter, or by a link to be handed on where the server sends no mail.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { LANGUAGES, useLanguage } from "../messages";
import { Button } from "../ui/Button";
import { Copy } from "../ui/Copy";
import { Dialog } from "../ui/Dialog";
import { Field, Select } from "../ui/Field";
import { Form } from "../ui/Form";
import { languageName } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { PATIENT, Roles } from "./Roles";

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t, code } = useLanguage();
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<string[]>([]);
  const [patient, setPatient] = useState<string | null>(null);
  const [language, setLanguage] = useState(code);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<Schemas["CreatedInvitation"] | null>(null);
  const act = useAct(
    useCallback(async () => {
      const own = patient === null ? { roles } : { roles: [PATIENT], patient: patient.trim() };
      const body = { email: email.trim(), language, ...own };
      setMade(await answered(api.POST("/api/invitations", { body })));
      await client.invalidateQueries({ queryKey: keys.invitations });
    }, [client, email, roles, patient, language]),
  );
  const submit = () => {
    setTried(true);
    if (patient !== null || roles.length > 0) void act.run();
  };
  if (made) {
    return (
      <Dialog title={t("people.invite")} onClose={onClose}>
        <Notice kind="good">
          {t(made.link ? "invitations.link" : "invitations.sent", { email: email.trim() })}
        </Notice>
        {made.link && <Copy text={made.link} label={t("people.invitations")} />}
        <Button look="primary" onClick={onClose}>
          {t("app.close")}
        </Button>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("people.invite")} onClose={onClose}>
      <Form
        act={act}
        submit={t("invitations.send")}
        instead={{ unprocessable: "invitations.known", not_found: "invitations.noPatient" }}
        onSubmit={submit}
      >
        <Field
          label={t("signIn.email")}
          type="email"
          name="email"
          autoComplete="off"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Select
          label={t("invitations.as")}
          value={patient === null ? "staff" : PATIENT}
          options={[
            { value: "staff", text: t("invitations.staff") },
            { value: PATIENT, text: t("invitations.patient") },
          ]}
          onChoose={(chosen) => setPatient(chosen === PATIENT ? "" : null)}
        />
        {patient === null ? (
          <Roles
            chosen={roles}
            wrong={tried && roles.length === 0 ? t("member.roles.least") : null}
            onChoose={setRoles}
          />
        ) : (
          <Field
            label={t("invitations.patientId")}
            hint={t("invitations.patientText")}
            name="patient"
            autoComplete="off"
            required
            value={patient}
            onChange={(event) => setPatient(event.target.value)}
          />
        )}
        <Select
          label={t("invitations.language")}
          value={language}
          options={LANGUAGES.map((value) => ({ value, text: languageName(value) }))}
          onChoose={setLanguage}
        />
      </Form>
    </Dialog>
  );
}
