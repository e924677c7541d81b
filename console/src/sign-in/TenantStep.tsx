// In which of one's organisations to work.

import { useCallback } from "react";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import type { Key } from "../messages/en";
import { levelOf } from "../session/assurance";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";

type Tenant = Schemas["OwnTenant"];

interface Props {
  tenants: Tenant[];
  onChoose: (tenant: Tenant) => Promise<void>;
}

export function TenantStep({ tenants, onChoose }: Props) {
  const t = useT();
  const act = useAct(useCallback((tenant: Tenant) => onChoose(tenant), [onChoose]));
  if (tenants.length === 0) return <Notice>{t("tenants.none")}</Notice>;
  return (
    <div className="stack">
      {act.error !== null && <Notice kind="bad">{words(t, act.error)}</Notice>}
      <p>{t("tenants.text")}</p>
      <ul className="choices">
        {tenants.map((tenant) => (
          <li key={tenant.id}>
            <button type="button" disabled={act.busy} onClick={() => void act.run(tenant)}>
              <strong>{tenant.name}</strong>
              <small>{t(`level.${levelOf(tenant.required)}` as Key)}</small>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
