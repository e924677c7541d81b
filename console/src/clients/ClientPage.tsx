// One program: what it is called and may do, what it signs in with, and how that ends.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { roleName, useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Copy } from "../ui/Copy";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { words } from "../ui/words";
import { ClientAbout } from "./ClientAbout";
import { CLIENTS } from "./ClientsPage";
import { isOver } from "./days";
import { KeysField, keysWrong } from "./KeysField";
import { RevokeClient } from "./RevokeClient";
import { type ClientChange, useClientChange } from "./useClientChange";

type Client = Schemas["Client"];

export function Component() {
  const { t } = useLanguage();
  const { client: id = "" } = useParams();
  const client = useQuery({
    queryKey: [...CLIENTS, id],
    queryFn: () => answered(api.GET("/api/clients/{id}", { params: { path: { id } } })),
  });
  return (
    <>
      <p>
        <Link to="/people/clients">{t("clients.back")}</Link>
      </p>
      <Asked of={client}>{(found) => <Found client={found} />}</Asked>
    </>
  );
}

function Found({ client }: { client: Client }) {
  const { t, moment } = useLanguage();
  const may = useMay();
  const change = useClientChange(client);
  const { name, roles, created_at, expires_at, version } = client;
  const mayChange = may("update_client");
  return (
    <>
      <div className="row">
        <h2>{name}</h2>
        {isOver(expires_at) && <span className="badge bad">{t("clients.expired")}</span>}
        <span className="quiet">
          {t("clients.since")} {moment(created_at)}
        </span>
      </div>
      {change.error !== null && (
        <Notice kind="bad">{words(t, change.error, { name_taken: "clients.nameTaken" })}</Notice>
      )}
      {mayChange ? (
        <ClientAbout key={version} client={client} change={change} />
      ) : (
        <>
          <Notice>{t("clients.readOnly")}</Notice>
          <Section
            title={t("people.roles")}
            text={roles.map((role) => roleName(t, role)).join(", ")}
          />
        </>
      )}
      <SignsIn client={client} change={mayChange ? change : null} />
      {may("revoke_client") && <RevokeClient client={client} />}
    </>
  );
}

function SignsIn({ client, change }: { client: Client; change: ClientChange | null }) {
  const { t } = useLanguage();
  const { client_id, key_ids = [] } = client;
  if (key_ids.length === 0) {
    return <Section title={t("clients.by.token")} text={t("clients.by.token.text")} />;
  }
  return (
    <Section title={t("clients.by.keys")} text={t("clients.by.keys.text")}>
      <p>{t("clients.keys.now", { ids: key_ids.join(", ") })}</p>
      <Copy text={client_id} label={t("clients.id")} />
      {change && <OtherKeys key={client.version} change={change} />}
    </Section>
  );
}

function OtherKeys({ change }: { change: ClientChange }) {
  const { t } = useLanguage();
  const [keys, setKeys] = useState("");
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (keysWrong(keys) === null) void change.run({ jwks: JSON.parse(keys) });
  };
  return (
    <details>
      <summary>{t("clients.keys.change")}</summary>
      <Form
        act={{ busy: change.busy, error: null }}
        submit={t("app.save")}
        saved={false}
        onSubmit={submit}
      >
        <p className="quiet">{t("clients.keys.change.text")}</p>
        <KeysField value={keys} tried={tried} onChange={setKeys} />
      </Form>
    </details>
  );
}
