// What somebody sees who opens the address of a page that is not for their role.

import { Problem } from "../api/problem";
import { useRoles } from "../api/queries";
import { Failed, Loading } from "../ui/States";

export function Denied() {
  const roles = useRoles();
  // As long as it is not known what the role allows, nobody is turned away.
  if (roles.isPending) return <Loading />;
  return (
    <Failed
      error={roles.error ?? new Problem("denied", 403)}
      onRetry={() => void roles.refetch()}
    />
  );
}
