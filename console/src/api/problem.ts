// How the server says no, and how the network does.

import type { Schemas } from "./client";

/** A place in what was sent, and what is wrong with it. */
export interface Place {
  path: string;
  message: string;
}

/** A failure with a code that never changes its meaning (docs/problem-codes.md). */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    /** How many seconds to wait, if the server has said so. */
    readonly retryAfter: number | null = null,
    /** What the server has to say about it: what to do, and which places of what was sent are wrong. In English. */
    readonly said: { detail: string; places: Place[] } = { detail: "", places: [] },
  ) {
    super(code);
    this.name = "Problem";
  }
}

/** The code of what never reached the server. The server has none of this name. */
export const UNREACHABLE = "unreachable";

/** Whether a failure is a problem with this code. */
export function isProblem(error: unknown, ...codes: string[]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was asked for; otherwise throws the problem. */
export async function answered<T>(pending: Promise<Answer<T>>): Promise<NonNullable<T>> {
  let answer: Answer<T>;
  try {
    answer = await pending;
  } catch {
    throw new Problem(UNREACHABLE, 0);
  }
  if (!answer.response.ok) throw problemOf(answer.error, answer.response);
  // An answer without a body is asked for by callers that want nothing of it.
  return answer.data as NonNullable<T>;
}

function problemOf(body: unknown, response: Response): Problem {
  const told = (typeof body === "object" && body !== null ? body : {}) as Partial<
    Record<keyof Schemas["Problem"], unknown>
  >;
  const code = typeof told.code === "string" ? told.code : "unknown";
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const detail = typeof told.detail === "string" ? told.detail : "";
  const places = Array.isArray(told.errors) ? told.errors : [];
  return new Problem(code, response.status, Number.isNaN(seconds) ? null : seconds, {
    detail,
    places,
  });
}
