// How the server says that the log stands (`GET /api/status`).

import { Server } from "./source";

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

export async function readStatus(): Promise<LogStatus> {
  const server = new Server(window.location.origin);
  return (await server.json<{ log: LogStatus }>("/api/status")).log;
}
