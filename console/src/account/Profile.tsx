// What one is called, and where one is written to.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { useAccountAct } from "./useAccountAct";

export function Profile({ user }: { user: Schemas["User"] }) {
  const t = useT();
  const [name, setName] = useState(user.name);
  const [saved, setSaved] = useState(false);
  const [changing, setChanging] = useState(false);
  const act = useAccountAct(
    useCallback(
      () => answered(api.PATCH("/auth/account", { body: { name: name.trim() } })),
      [name],
    ),
  );
  return (
    <Section title={t("account.profile")}>
      <Form
        act={act}
        submit={t("app.save")}
        saved={saved}
        onSubmit={async () => setSaved(await act.run())}
      >
        <Field
          label={t("account.name")}
          name="name"
          autoComplete="name"
          required
          value={name}
          onChange={(event) => {
            setName(event.target.value);
            setSaved(false);
          }}
        />
      </Form>
      <div className="row spread">
        <p>
          {t("signIn.email")}: <strong>{user.email}</strong>
        </p>
        <Button onClick={() => setChanging(true)}>{t("account.email.change")}</Button>
      </div>
      {changing && <AddressDialog onClose={() => setChanging(false)} />}
    </Section>
  );
}

function AddressDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const act = useAccountAct(
    useCallback(
      () => answered(api.POST("/auth/account/address", { body: { email: email.trim() } })),
      [email],
    ),
  );
  return (
    <Dialog title={t("account.email.change")} onClose={onClose}>
      {sent ? (
        <Notice kind="good">{t("account.email.sent")}</Notice>
      ) : (
        <Form act={act} submit={t("app.continue")} onSubmit={async () => setSent(await act.run())}>
          <Field
            label={t("account.email.new")}
            type="email"
            name="email"
            autoComplete="email"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Form>
      )}
    </Dialog>
  );
}
