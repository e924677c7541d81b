// The FHIR face of the server, asked with the session's cookie.

import { isStraight, SESSION_REFUSED } from "../api/client";
import { type Place, Problem, UNREACHABLE } from "../api/problem";
import { parseJson, writeJson } from "./json";
import type { Bundle, OperationOutcome, Resource } from "./types";

const BASE = "/fhir/R4";
const FHIR = "application/fhir+json";
const PROBLEMS = "urn:ribcage:problem";

/** A resource, in the version that it has. */
export interface Versioned<R = Resource> {
  resource: R;
  version: string;
}

/** What was found: a page of it, and the way to the next. */
export interface Found<R = Resource> {
  items: R[];
  /** What the items refer to, where that was asked for. */
  included: Resource[];
  /** Handed to `followFhir` as it is; null on the last page. */
  next: string | null;
  /** How many there are in all, if the server has counted them. */
  total: number | null;
  /** Whether something was left out since what is stored of it fails its check. */
  damaged: boolean;
}

/** A resource that the server does not take, with what is wrong at which place of it. */
export class InvalidResource extends Problem {
  constructor(status: number, places: Place[]) {
    super(status === 422 ? "unprocessable" : "invalid", status, null, { detail: "", places });
  }
}

export type Parameters = [name: string, value: string][];

export async function readFhir<R = Resource>(
  path: string,
  signal?: AbortSignal,
): Promise<Versioned<R>> {
  return versioned<R>(await ask(path, { signal: signal ?? null }));
}

/** The text of a resource, as the server writes it. */
export const readFhirText = async (path: string): Promise<string> => textOf(await ask(path, {}));

/**
 * Writes a resource, or with PATCH a JSON Patch (RFC 6902). With `ifMatch` only that version is changed, otherwise the
 * problem is `version_mismatch`; with `ifNoneMatch` it is only created.
 */
export async function writeFhir<R = Resource>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body: unknown,
  { ifMatch, ifNoneMatch }: { ifMatch?: string; ifNoneMatch?: "*" } = {},
): Promise<Versioned<R>> {
  const headers = new Headers();
  if (body !== undefined) {
    headers.set("content-type", method === "PATCH" ? "application/json-patch+json" : FHIR);
  }
  if (ifMatch) headers.set("if-match", `W/"${ifMatch}"`);
  if (ifNoneMatch) headers.set("if-none-match", ifNoneMatch);
  const sent = body === undefined ? null : writeJson(body);
  return versioned<R>(await ask(path, { method, headers, body: sent }));
}

/** Searches with the parameters as a form: what somebody looks for stands in no address. */
export async function searchFhir<R = Resource>(
  path: string,
  parameters: Parameters,
  signal?: AbortSignal,
): Promise<Found<R>> {
  const body = new URLSearchParams(parameters);
  const { resource } = await versioned<Bundle>(
    await ask(`${path}/_search`, { method: "POST", body, signal: signal ?? null }),
  );
  return found<R>(resource);
}

/** The page that `next` of another leads to. */
export async function followFhir<R = Resource>(
  next: string,
  signal?: AbortSignal,
): Promise<Found<R>> {
  const { resource } = await versioned<Bundle>(await ask(next, { signal: signal ?? null }));
  return found<R>(resource);
}

export function found<R = Resource>({ entry = [], link = [], total }: Bundle): Found<R> {
  const of = (mode: string) =>
    entry.flatMap((it) =>
      it.resource && (it.search?.mode ?? "match") === mode ? it.resource : [],
    );
  const damaged = entry.some(
    ({ resource, search }) => search?.mode === "outcome" && codeOf(resource) === "integrity",
  );
  const next = link.find(({ relation }) => relation === "next")?.url;
  return {
    items: of("match") as R[],
    included: of("include"),
    next: next === undefined ? null : pathOf(next),
    total: total ?? null,
    damaged,
  };
}

/** The server calls itself by the name it knows; the page stays where it was loaded from. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url, window.location.origin);
  return pathname.slice(BASE.length + 1) + search;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("accept", FHIR);
  const address = `${BASE}/${path}`;
  if (!isStraight(address)) throw new Problem("not_found", 404);
  let response: Response;
  try {
    response = await fetch(address, {
      credentials: "same-origin",
      cache: "no-store",
      ...init,
      headers,
    });
  } catch {
    throw new Problem(UNREACHABLE, 0);
  }
  if (response.ok) return response;
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_REFUSED));
  throw await problemOf(response);
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch {
    throw new Problem(UNREACHABLE, 0);
  }
}

async function versioned<R>(response: Response): Promise<Versioned<R>> {
  const text = await textOf(response);
  const version = /^W\/"(.*)"$/.exec(response.headers.get("etag") ?? "")?.[1] ?? "";
  return { resource: (text === "" ? undefined : parseJson(text)) as R, version };
}

/** The code of the problem that an outcome is about. */
function codeOf(outcome: Resource | null | undefined): string | undefined {
  return ((outcome as OperationOutcome | null | undefined)?.issue ?? [])
    .flatMap(({ details }) => details?.coding ?? [])
    .find(({ system }) => system === PROBLEMS)?.code;
}

async function problemOf(response: Response): Promise<Problem> {
  const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  const body = (await response.json().catch(() => null)) as OperationOutcome | null;
  const issues = body?.issue ?? [];
  const code = codeOf(body);
  if (code) {
    return new Problem(code, response.status, Number.isNaN(seconds) ? null : seconds);
  }
  if (issues.length === 0) return new Problem("unknown", response.status);
  return new InvalidResource(
    response.status,
    issues.map(({ expression, diagnostics }) => ({
      path: expression?.[0] ?? "",
      message: diagnostics ?? "",
    })),
  );
}
