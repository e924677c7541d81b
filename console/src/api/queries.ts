// What pages keep of the server's answers. It lies in memory alone, and goes when somebody signs out.

import { QueryClient, useQuery } from "@tanstack/react-query";
import { api } from "./client";
import { answered, isProblem, UNREACHABLE } from "./problem";

/** How long an answer is shown without asking anew, in milliseconds. */
const FRESH = 10_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH,
        retry: (count, error) => count < 2 && isProblem(error, UNREACHABLE, "busy", "unavailable"),
      },
    },
  });
}

export const keys = {
  session: ["session"],
  account: ["account"],
  sessions: ["sessions"],
  tenant: ["tenant"],
  tenants: ["tenants"],
  roles: ["roles"],
  members: ["members"],
  invitations: ["invitations"],
} as const;

export const useAccount = () =>
  useQuery({ queryKey: keys.account, queryFn: () => answered(api.GET("/auth/account")) });

export const useTenant = () =>
  useQuery({ queryKey: keys.tenant, queryFn: () => answered(api.GET("/api/tenant")) });

export const useRoles = (enabled = true) =>
  useQuery({ queryKey: keys.roles, queryFn: () => answered(api.GET("/api/roles")), enabled });
