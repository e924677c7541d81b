// What only some roles may see, with the words for those who may not and have come by the address.

import type { ReactNode } from "react";
import { Problem } from "../api/problem";
import { useRoles } from "../api/queries";
import { Failed, Loading } from "../ui/States";
import { type Operation, useIsPatient, useMay } from "./permissions";

export function Allowed({ needs, children }: { needs: Operation; children: ReactNode }) {
  const may = useMay();
  const roles = useRoles(!useIsPatient());
  if (may(needs)) return children;
  // As long as it is not known what a role allows, nobody is turned away.
  if (roles.isLoading) return <Loading />;
  return (
    <Failed
      error={roles.error ?? new Problem("denied", 403)}
      onRetry={() => void roles.refetch()}
    />
  );
}
