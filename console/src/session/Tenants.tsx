// Where somebody works, and for those who belong to several organisations the way to the others.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { useT } from "../messages";
import { Shown } from "../sign-in/Shown";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { isEnough, levelOf } from "./assurance";
import { useSession, useSessionState } from "./SessionProvider";

type Tenant = Schemas["OwnTenant"];

export function Tenants() {
  const t = useT();
  const { session, user, tenant_name } = useSession();
  const { refresh } = useSessionState();
  const navigate = useNavigate();
  const [more, setMore] = useState<Tenant | null>(null);
  const { data } = useQuery({
    queryKey: keys.tenants,
    queryFn: () => answered(api.GET("/auth/tenants", { params: { query: { count: 500 } } })),
  });
  const go = useCallback(
    async (tenant: string) => {
      await answered(api.POST("/auth/session/switch", { body: { tenant } }));
      // What is on the page is of the other organisation.
      await navigate("/");
      await refresh();
    },
    [navigate, refresh],
  );
  const act = useAct(go);
  const choose = (id: string) => {
    const tenant = data?.items.find((it) => it.id === id);
    if (!tenant || id === session.tenant) return;
    if (isEnough(session.factors, levelOf(tenant.required))) void act.run(id);
    else setMore(tenant);
  };
  const others = (data?.items ?? []).filter(({ id }) => id !== session.tenant);
  if (others.length === 0) return <p className="where">{tenant_name}</p>;
  return (
    <div className="where">
      <select
        aria-label={t("tenants.switch")}
        aria-busy={act.busy}
        value={session.tenant}
        onChange={(event) => choose(event.target.value)}
      >
        <option value={session.tenant}>{tenant_name}</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {act.error !== null && <Notice kind="bad">{words(t, act.error)}</Notice>}
      {more && (
        <Dialog title={more.name} onClose={() => setMore(null)}>
          <p>{t("tenants.more", { tenant: more.name })}</p>
          <Shown
            email={user.email}
            wanted={levelOf(more.required)}
            onShown={async ({ sign_in }) => {
              await answered(api.POST("/auth/session/step-up", { body: { sign_in } }));
              await go(more.id);
            }}
          />
        </Dialog>
      )}
    </div>
  );
}
