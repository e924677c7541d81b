// For whoever may not see the state: the first of the other tabs that they may use.

import { Navigate } from "react-router";
import { useMay } from "../session/permissions";
import { Denied } from "./Denied";
import { TABS } from "./tabs";

export function FirstTab() {
  const may = useMay();
  const first = TABS.find(({ to, needs }) => to !== "/data" && may(needs));
  return first ? <Navigate to={first.to} replace /> : <Denied />;
}
