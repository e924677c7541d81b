// The data page itself: the first of its tabs that somebody may use.

import { Navigate } from "react-router";
import { useMay } from "../session/permissions";
import { Denied } from "./Denied";
import { TABS } from "./tabs";

export function Component() {
  const may = useMay();
  const first = TABS.find(({ needs }) => may(needs));
  return first ? <Navigate to={first.to} replace /> : <Denied />;
}
