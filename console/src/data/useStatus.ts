// How the deployment stands, as the server has seen it last.

import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { answered } from "../api/problem";

/** How often it is looked at again, in milliseconds. */
const LOOKED_EVERY = 60_000;

export const useStatus = (enabled: boolean) =>
  useQuery({
    queryKey: ["status"],
    queryFn: () => answered(api.GET("/api/status")),
    refetchInterval: LOOKED_EVERY,
    enabled,
  });
