// The first second factor, set up on the way in.

import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import type { Level } from "../session/assurance";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { hasPasskeys, makePasskey, showPasskey } from "./passkey";
import { TotpSetUp } from "./TotpSetUp";

type Progress = Schemas["SignInProgress"];

interface Props {
  ticket: string;
  wanted: Level;
  /** With a ticket that leads in. */
  onDone: (progress: Progress) => Promise<void>;
}

export function Enrol({ ticket: first, wanted, onDone }: Props) {
  const t = useT();
  const [ticket, setTicket] = useState(first);
  const [totp, setTotp] = useState<Schemas["TotpEnrolment"] | null>(null);
  const byTotp = useAct(
    useCallback(async () => {
      const begun = await answered(api.POST("/auth/enrolment/totp", { body: { sign_in: ticket } }));
      setTicket(begun.sign_in);
      setTotp(begun);
    }, [ticket]),
  );
  const byPasskey = useAct(
    useCallback(async () => {
      const body = { sign_in: ticket };
      const begun = await answered(api.POST("/auth/enrolment/passkey/begin", { body }));
      const answer = await makePasskey(begun);
      const { registration } = begun;
      const name = t("enrol.passkey.default");
      const made = await answered(
        api.POST("/auth/enrolment/passkey", {
          body: { sign_in: ticket, registration, name, answer },
        }),
      );
      // It is made; now it is shown, as on every other day.
      await onDone(await showPasskey(made.sign_in));
    }, [ticket, onDone, t]),
  );
  if (totp) {
    const confirm = async (code: string) => {
      const body = { sign_in: totp.sign_in, code };
      await onDone(await answered(api.POST("/auth/enrolment/totp/confirmation", { body })));
    };
    return <TotpSetUp secret={totp.secret} uri={totp.uri} onCode={confirm} />;
  }
  const failed = byTotp.error ?? byPasskey.error;
  return (
    <div className="stack">
      {failed !== null && <Notice kind="bad">{words(t, failed)}</Notice>}
      <Button
        look="primary"
        busy={byPasskey.busy}
        why={hasPasskeys() ? null : t("signIn.noPasskeys")}
        onClick={() => void byPasskey.run()}
      >
        {t("enrol.passkey")}
      </Button>
      {wanted !== "phishing_resistant" && (
        <Button busy={byTotp.busy} onClick={() => void byTotp.run()}>
          {t("enrol.totp")}
        </Button>
      )}
    </div>
  );
}
