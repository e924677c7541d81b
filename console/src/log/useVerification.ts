// A verification under way, and what this browser remembers of those before.

import { useCallback, useEffect, useRef, useState } from "react";
import { SESSION_REFUSED } from "../api/client";
import { useMay } from "../session/permissions";
import { useSession } from "../session/SessionProvider";
import { isUnseen } from "./failure";
import { type Found, forget, type Memory, recall, remember } from "./memory";
import type { Step } from "./verify";
import type { Reply, Request } from "./verify.worker";

export interface Progress {
  step: Step;
  done: number;
  total: number;
}

export interface Verification {
  memory: Memory;
  /** How far it is; null if none is under way. */
  progress: Progress | null;
  /** Why it could not be looked at the last time it was tried. */
  unseen: Found | null;
  /** Whether what is remembered will be gone with this page. */
  isUnkept: boolean;
  begin: (everything: boolean) => void;
  cancel: () => void;
  forget: () => void;
}

const BEGINNING: Progress = { step: "deployment", done: 0, total: 0 };
const BROKEN: Found = { code: "unread", values: { path: "verify.worker", problem: "error" } };

export function useVerification(): Verification {
  const may = useMay();
  const { tenant } = useSession().session;
  const [memory, setMemory] = useState(() => recall(tenant));
  const [progress, setProgress] = useState<Progress | null>(null);
  const [unseen, setUnseen] = useState<Found | null>(null);
  const [isUnkept, setUnkept] = useState(false);
  const worker = useRef<Worker | null>(null);
  const cancel = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
    setProgress(null);
  }, []);
  useEffect(() => cancel, [cancel]);
  const keep = (found: Memory) => {
    setMemory(found);
    setUnkept(!remember(tenant, found));
  };
  const fail = (found: Found) => {
    cancel();
    const at = new Date().toISOString();
    if (isUnseen(found)) setUnseen(found);
    else keep({ ...recall(tenant), failed: { at, found } });
    const isRefused = String(found.values.problem).startsWith("401");
    if (isRefused) window.dispatchEvent(new Event(SESSION_REFUSED));
  };
  const hear = (reply: Reply) => {
    if (reply.kind === "progress") return setProgress(reply);
    if (reply.kind === "failed") return fail(reply);
    cancel();
    const at = new Date().toISOString();
    keep({ state: reply.state, verified: { at, report: reply.report }, failed: null });
  };
  const begin = (everything: boolean) => {
    cancel();
    setUnseen(null);
    setProgress(BEGINNING);
    worker.current = new Worker(new URL("./verify.worker.ts", import.meta.url), {
      type: "module",
    });
    worker.current.onmessage = ({ data }: MessageEvent<Reply>) => hear(data);
    worker.current.onerror = () => fail(BROKEN);
    const { origin } = window.location;
    // Another tab may have gone on since.
    const { state } = recall(tenant);
    const request: Request = { origin, state, everything, reconcile: may("reconcile_log") };
    worker.current.postMessage(request);
  };
  const forgetAll = () => {
    cancel();
    forget(tenant);
    setMemory(recall(tenant));
  };
  return { memory, progress, unseen, isUnkept, begin, cancel, forget: forgetAll };
}
