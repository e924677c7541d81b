// Lets a program in. Its token is shown once.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { Roles } from "../people/Roles";
import { Allowed } from "../session/Allowed";
import { useStepUp } from "../session/StepUp";
import { Button } from "../ui/Button";
import { Copy } from "../ui/Copy";
import { Dialog } from "../ui/Dialog";
import { Field, Select } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { useAct } from "../ui/useAct";
import { CLIENTS } from "./ClientsPage";
import { endOf } from "./days";
import { KeysField, keysWrong } from "./KeysField";

export function Component() {
  return (
    <Allowed needs="create_client">
      <NewClient />
    </Allowed>
  );
}

function NewClient() {
  const t = useT();
  const guard = useStepUp();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [roles, setRoles] = useState<string[]>([]);
  const [until, setUntil] = useState("");
  const [keys, setKeys] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<Schemas["ClientWithToken"] | null>(null);
  const act = useAct(
    useCallback(async () => {
      const body: Schemas["NewClient"] = { name: name.trim(), roles };
      if (until) body.expires_at = endOf(until);
      if (keys !== null) body.jwks = JSON.parse(keys);
      setMade(await guard(() => answered(api.POST("/api/clients", { body }))));
      await client.invalidateQueries({ queryKey: CLIENTS });
    }, [client, guard, name, roles, until, keys]),
  );
  const submit = () => {
    setTried(true);
    if (roles.length > 0 && (keys === null || keysWrong(keys) === null)) void act.run();
  };
  const by = keys === null ? "token" : "keys";
  return (
    <>
      <p>
        <Link to="/people/clients">{t("clients.back")}</Link>
      </p>
      <Section title={t("clients.new")} text={t("clients.text")}>
        <Form
          act={act}
          submit={t("clients.create")}
          saved={false}
          isTold
          instead={{ name_taken: "clients.nameTaken" }}
          onSubmit={submit}
        >
          <Field
            label={t("clients.name")}
            hint={t("clients.name.hint")}
            autoComplete="off"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Roles
            chosen={roles}
            wrong={tried && roles.length === 0 ? t("member.roles.least") : null}
            onChoose={setRoles}
          />
          <div className="pair">
            <Select
              label={t("clients.by")}
              hint={t(`clients.by.${by}.text`)}
              value={by}
              options={[
                { value: "token", text: t("clients.by.token") },
                { value: "keys", text: t("clients.by.keys") },
              ]}
              onChoose={(chosen) => setKeys(chosen === "keys" ? "" : null)}
            />
            <Field
              label={t("clients.until")}
              hint={t("clients.until.hint")}
              type="date"
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          </div>
          {keys !== null && <KeysField value={keys} tried={tried} onChange={setKeys} />}
        </Form>
      </Section>
      {made && <Made made={made} />}
    </>
  );
}

/** There is no way back to it: only whoever says that it is kept closes it. */
function Made({ made: { client, token } }: { made: Schemas["ClientWithToken"] }) {
  const t = useT();
  const navigate = useNavigate();
  const { id, name, client_id } = client;
  const close = () => void navigate(`/people/clients/${id}`, { replace: true });
  const address = `${window.location.origin}/oauth/token`;
  return (
    <Dialog title={t("clients.new")} onClose={close}>
      <Notice kind="good">
        {token ? t("clients.made", { name }) : t("clients.madeKeys", { name, address })}
      </Notice>
      <Copy text={token ?? client_id} label={t(token ? "clients.token" : "clients.id")} />
      <Button look="primary" onClick={close}>
        {t("clients.kept")}
      </Button>
    </Dialog>
  );
}
