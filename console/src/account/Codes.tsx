// Recovery codes, for when the other factor is lost.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Copy } from "../ui/Copy";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { words } from "../ui/words";
import { useAccountAct } from "./useAccountAct";

export function Codes({ account }: { account: Schemas["Account"] }) {
  const t = useT();
  // Codes are for when another factor is lost, and are none by themselves.
  const hasFactor = account.has_totp || account.passkeys.length > 0;
  const [codes, setCodes] = useState<string[] | null>(null);
  const make = useAccountAct(
    useCallback(
      async () => setCodes((await answered(api.POST("/auth/account/recovery-codes"))).codes),
      [],
    ),
  );
  return (
    <Section
      title={t("account.codes")}
      text={t("account.codes.left", { count: account.recovery_codes })}
      action={
        <Button
          busy={make.busy}
          why={hasFactor ? null : t("account.codes.first")}
          onClick={() => void make.run()}
        >
          {t("account.codes.make")}
        </Button>
      }
    >
      {make.error !== null && <Notice kind="bad">{words(t, make.error)}</Notice>}
      {codes && (
        <Dialog title={t("account.codes")} onClose={() => setCodes(null)}>
          <p>{t("account.codes.shown")}</p>
          <Copy text={codes.join("\n")} label={t("account.codes")} />
          <Button look="primary" onClick={() => setCodes(null)}>
            {t("account.codes.kept")}
          </Button>
        </Dialog>
      )}
    </Section>
  );
}
