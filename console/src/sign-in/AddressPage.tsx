// What the links in the letters about another address lead to.

import { useCallback, useState } from "react";
import { Link, useParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { en, type Key } from "../messages/en";
import { Button } from "../ui/Button";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";

const OVER = {
  ceremony_over: "failed.link",
  sign_in_failed: "failed.link",
} as const;

export function AddressPage() {
  const t = useT();
  const { ticket: confirmation = "" } = useParams();
  const [change, setChange] = useState<Schemas["AddressChange"] | null>(null);
  const act = useAct(
    useCallback(async () => {
      setChange(await answered(api.POST("/auth/address", { body: { confirmation } })));
    }, [confirmation]),
  );
  const said = `address.${change?.state}`;
  return (
    <Front title={t("address.title")}>
      <div className="stack">
        {act.error !== null && <Notice kind="bad">{words(t, act.error, OVER)}</Notice>}
        {change ? (
          <Notice kind="good">{t(said in en ? (said as Key) : "app.saved")}</Notice>
        ) : (
          <>
            <p>{t("address.text")}</p>
            <Button look="primary" busy={act.busy} onClick={() => void act.run()}>
              {t("address.confirm")}
            </Button>
          </>
        )}
        <p className="quiet">
          <Link to="/">{t("signIn.title")}</Link>
        </p>
      </div>
    </Front>
  );
}
