// Signing in: what is shown, where to go, and in.

import { useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { isEnough, type Level, levelOf } from "../session/assurance";
import { type Ending, useSessionState } from "../session/SessionProvider";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { Shown } from "./Shown";
import { TenantStep } from "./TenantStep";

type Progress = Schemas["SignInProgress"];
type Tenant = Schemas["OwnTenant"];

export function SignInPage() {
  const t = useT();
  const { refresh, ending, owner } = useSessionState();
  const [tenants, setTenants] = useState<Tenant[] | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [more, setMore] = useState<{ tenant: Tenant; wanted: Level } | null>(null);

  const comeIn = async (shown: Progress, tenant: Tenant) => {
    const wanted = levelOf(tenant.required);
    if (!isEnough(shown.factors, wanted)) {
      setProgress(shown);
      setMore({ tenant, wanted });
      return;
    }
    const body = { sign_in: shown.sign_in, tenant: tenant.id };
    await answered(api.POST("/auth/sessions", { body }));
    await refresh();
  };

  const onShown = async (shown: Progress) => {
    if (more) return comeIn(shown, more.tenant);
    const body = { sign_in: shown.sign_in, count: 500 };
    const { items } = await answered(api.POST("/auth/tenants", { body }));
    const [only] = items;
    if (only && items.length === 1) return comeIn(shown, only);
    setProgress(shown);
    setTenants(items);
  };

  if (progress && more) {
    return (
      <Front title={t("signIn.title")}>
        <Shown key={more.tenant.id} start={progress} wanted={more.wanted} onShown={onShown} />
      </Front>
    );
  }
  if (progress && tenants) {
    return (
      <Front title={t("tenants.title")}>
        <TenantStep tenants={tenants} onChoose={(tenant) => comeIn(progress, tenant)} />
      </Front>
    );
  }
  return (
    <Front title={t("signIn.title")}>
      {ending && <Ended ending={ending} />}
      {owner && <p>{t("signIn.kept")}</p>}
      <Shown onShown={onShown} />
    </Front>
  );
}

function Ended({ ending }: { ending: Ending }) {
  const t = useT();
  if (ending.why === "idle")
    return <Notice>{t("signIn.idle", { minutes: ending.minutes })}</Notice>;
  return <Notice>{t(ending.why === "out" ? "signIn.out" : "signIn.ended")}</Notice>;
}
