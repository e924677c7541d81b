// The authenticator app: set up, or taken away.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { TotpSetUp } from "../sign-in/TotpSetUp";
import { Button } from "../ui/Button";
import { Confirm } from "../ui/Confirm";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { words } from "../ui/words";
import { useAccountAct, useAccountChange } from "./useAccountAct";

export function Totp({ account }: { account: Schemas["Account"] }) {
  const t = useT();
  const [begun, setBegun] = useState<Schemas["NewTotp"] | null>(null);
  const [leaving, setLeaving] = useState(false);
  const [said, setSaid] = useState<"done" | "removed" | null>(null);
  const begin = useAccountAct(
    useCallback(async () => setBegun(await answered(api.POST("/auth/account/totp"))), []),
  );
  const remove = useAccountAct(
    useCallback(async () => {
      await answered(api.DELETE("/auth/account/totp"));
      setSaid("removed");
    }, []),
  );
  const change = useAccountChange();
  const action = account.has_totp ? (
    <Button look="danger" onClick={() => setLeaving(true)}>
      {t("account.totp.remove")}
    </Button>
  ) : (
    <Button busy={begin.busy} onClick={() => void begin.run()}>
      {t("account.totp.setUp")}
    </Button>
  );
  return (
    <Section
      title={t("account.totp")}
      text={t(account.has_totp ? "account.totp.on" : "account.totp.off")}
      action={action}
    >
      {begin.error !== null && <Notice kind="bad">{words(t, begin.error)}</Notice>}
      {said && <Notice kind="good">{t(`account.totp.${said}`)}</Notice>}
      {leaving && (
        <Confirm
          title={t("account.totp")}
          text={t("account.totp.remove.text")}
          submit={t("account.totp.remove")}
          act={remove}
          onConfirm={remove.run}
          onClose={() => setLeaving(false)}
        />
      )}
      {begun && (
        <Dialog title={t("account.totp")} onClose={() => setBegun(null)}>
          <TotpSetUp
            secret={begun.secret}
            uri={begun.uri}
            onCode={async (code) => {
              const body = { code };
              await change(() => answered(api.POST("/auth/account/totp/confirmation", { body })));
              setBegun(null);
              setSaid("done");
            }}
          />
        </Dialog>
      )}
    </Section>
  );
}
