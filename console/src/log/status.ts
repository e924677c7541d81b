// How the server says that the log stands (`GET /api/status`).

import { useQuery } from "@tanstack/react-query";
import { type Operation, useMay } from "../session/permissions";
import { Server } from "./source";

/** Servers that cannot be asked have no such operation in their roles. */
const READ_STATUS = "read_status" as unknown as Operation;

export interface LogStatus {
  /** Who else signs the checkpoints. */
  witnesses: string[];
  /** What the server found when it last compared what it stores with the log. */
  reconciliation?: {
    at: string;
    rows: number;
    findings: { kind: string; what: string }[];
  } | null;
}

/** What the server says; nothing as long as it has not, or for those who may not ask. */
export function useLogStatus(): LogStatus | undefined {
  const may = useMay();
  return useQuery({
    queryKey: ["log", "status"],
    enabled: may(READ_STATUS),
    retry: false,
    queryFn: async () => {
      const server = new Server(window.location.origin);
      return (await server.json<{ log: LogStatus }>("/api/status")).log;
    },
  }).data;
}
