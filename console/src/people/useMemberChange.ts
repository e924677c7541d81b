// A change to a member: only of the version that is on the page, so that nobody's change is lost.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, type Schemas } from "../api/client";
import { answered, isProblem } from "../api/problem";
import { keys } from "../api/queries";
import { type Act, useAct } from "../ui/useAct";

type Member = Schemas["Member"];

export type MemberChange = Act<[Schemas["MemberChange"]]>;

export function useMemberChange({ user, version }: Pick<Member, "user" | "version">): MemberChange {
  const client = useQueryClient();
  return useAct(
    useCallback(
      async (body: Schemas["MemberChange"]) => {
        const header = { "If-Match": `"${version}"` };
        const params = { path: { user }, header };
        try {
          const changed = await answered(api.PATCH("/api/members/{user}", { params, body }));
          client.setQueryData<Member>([...keys.members, user], changed);
          await client.invalidateQueries({ queryKey: keys.members });
        } catch (error) {
          // What is on the page stays beside the words that say so; the next look finds how it is now.
          if (isProblem(error, "version_mismatch", "conflict")) {
            await client.invalidateQueries({ queryKey: keys.members });
          }
          throw error;
        }
      },
      [client, user, version],
    ),
  );
}
