// One's passkeys: made here, and taken away.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { hasPasskeys, makePasskey } from "../sign-in/passkey";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { Dialog } from "../ui/Dialog";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { Empty } from "../ui/States";
import { useAccountAct } from "./useAccountAct";

export function Passkeys({ account }: { account: Schemas["Account"] }) {
  const { t, moment } = useLanguage();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Schemas["Passkey"] | null>(null);
  const remove = useAccountAct(
    useCallback(
      (id: string) =>
        answered(api.DELETE("/auth/account/passkeys/{id}", { params: { path: { id } } })),
      [],
    ),
  );
  return (
    <Section
      title={t("account.passkeys")}
      action={
        <Button why={hasPasskeys() ? null : t("signIn.noPasskeys")} onClick={() => setAdding(true)}>
          {t("account.passkeys.add")}
        </Button>
      }
    >
      {account.passkeys.length === 0 && <Empty>{t("account.passkeys.none")}</Empty>}
      <ul className="list" hidden={account.passkeys.length === 0}>
        {account.passkeys.map((passkey) => (
          <li key={passkey.id}>
            <p>
              <strong>{passkey.name}</strong>
              <small>{t("account.passkeys.since", { date: moment(passkey.created_at) })}</small>
              {passkey.copied && <small>{t("account.passkeys.copied")}</small>}
            </p>
            <Button
              look="quiet"
              aria-label={t("account.passkeys.remove", { name: passkey.name })}
              onClick={() => setLeaving(passkey)}
            >
              {t("account.totp.remove")}
            </Button>
          </li>
        ))}
      </ul>
      {adding && <AddDialog onClose={() => setAdding(false)} />}
      {leaving && (
        <Confirm
          title={t("account.passkeys.remove", { name: leaving.name })}
          text={t("account.passkeys.remove.text")}
          submit={t("account.totp.remove")}
          act={remove}
          onConfirm={() => remove.run(leaving.id)}
          onClose={() => setLeaving(null)}
        />
      )}
    </Section>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLanguage();
  const [name, setName] = useState(t("enrol.passkey.default"));
  const add = useAccountAct(
    useCallback(async () => {
      const begun = await answered(api.POST("/auth/account/passkeys/begin"));
      const answer = await makePasskey(begun);
      const body = { registration: begun.registration, name: name.trim(), answer };
      await answered(api.POST("/auth/account/passkeys", { body }));
    }, [name]),
  );
  const submit = async () => {
    if (await add.run()) onClose();
  };
  return (
    <Dialog title={t("account.passkeys.add")} onClose={onClose}>
      <Form act={add} submit={t("enrol.passkey")} onSubmit={submit}>
        <Field
          label={t("enrol.passkey.name")}
          name="device"
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Form>
    </Dialog>
  );
}
