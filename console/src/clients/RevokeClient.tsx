// Locking a program out, which is confirmed by typing its name.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { useAct } from "../ui/useAct";
import { CLIENTS } from "./ClientsPage";

export function RevokeClient({ client }: { client: Schemas["Client"] }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const { name } = client;
  return (
    <Section title={t("clients.revoke.title")}>
      <div className="row spread">
        <p className="quiet">{t("clients.revoke.text")}</p>
        <Button look="danger" onClick={() => setAsked(true)}>
          {t("clients.revoke", { name })}
        </Button>
      </div>
      {asked && <RevokeDialog client={client} onClose={() => setAsked(false)} />}
    </Section>
  );
}

function RevokeDialog({ client, onClose }: { client: Schemas["Client"]; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const { id, name } = client;
  const act = useAct(
    useCallback(async () => {
      await answered(api.DELETE("/api/clients/{id}", { params: { path: { id } } }));
      await navigate("/people/clients");
      queries.removeQueries({ queryKey: [...CLIENTS, id] });
      await queries.invalidateQueries({ queryKey: CLIENTS });
    }, [queries, navigate, id]),
  );
  return (
    <Dialog title={t("clients.revoke", { name })} onClose={onClose}>
      <Form
        act={act}
        submit={t("clients.revoke", { name })}
        look="danger"
        why={typed.trim() === name ? null : t("clients.revoke.confirm", { word: name })}
        onSubmit={() => void act.run()}
      >
        <p>{t("clients.revoke.text")}</p>
        <Field
          label={t("clients.revoke.confirm", { word: name })}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
