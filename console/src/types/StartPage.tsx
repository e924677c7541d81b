// Where somebody begins with a type: at its documents, if they may see those.

import { Navigate } from "react-router";
import { useRoles } from "../api/queries";
import { useMay } from "../session/permissions";
import { Asked } from "../ui/States";

export function Component() {
  const may = useMay();
  return (
    <Asked of={useRoles()}>
      {() => <Navigate to={may("list_documents") ? "documents" : "definition"} replace />}
    </Asked>
  );
}
