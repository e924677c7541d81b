// The tabs of the data page, each for whoever may do what it needs.

import type { Key } from "../messages/en";
import type { Operation } from "../session/permissions";

export const TABS: { to: string; name: Key; needs: Operation }[] = [
  { to: "/data", name: "data.state", needs: "read_status" },
  { to: "/data/people", name: "data.people", needs: "find_subject" },
  { to: "/data/exports", name: "data.exports", needs: "list_exports" },
  { to: "/data/erasures", name: "data.erasures", needs: "list_erasures" },
  { to: "/data/objections", name: "data.objections", needs: "list_objections" },
  { to: "/data/ending", name: "data.ending", needs: "export_tenant" },
];
