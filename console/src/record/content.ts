// The content of a file: out of its resource, or out of the Binary that it names on this server, and from nowhere else.

import { SESSION_REFUSED } from "../api/client";
import { Problem, UNREACHABLE } from "../api/problem";
import { searchFhir } from "../fhir/client";
import type { Resource } from "../fhir/types";
import type { Attachment } from "./documents";
import { plainType } from "./fileName";

export interface Content {
  type: string;
  blob: Blob;
}

const BASE = "/fhir/R4";
const BINARY = /^Binary\/([A-Za-z0-9.-]{1,64})(?:\/_history\/\d+)?$/;

/** The Binary of this server that an attachment leads to, if it does. */
export function binaryOf({ url }: Attachment): string | null {
  if (!url) return null;
  const own = new URL(`${BASE}/`, window.location.origin).href;
  const path = url.startsWith(own) ? url.slice(own.length) : url;
  return BINARY.exec(path)?.[1] ?? null;
}

/** Where else it is kept: nothing is fetched from there. */
export function elsewhere(attachment: Attachment): string | null {
  const { url, data } = attachment;
  if (!url || data || binaryOf(attachment)) return null;
  try {
    return new URL(url).host || url;
  } catch {
    return url;
  }
}

export async function fetchContent(attachment: Attachment): Promise<Content> {
  const type = plainType(attachment.contentType);
  if (attachment.data !== undefined) return { type, blob: decoded(attachment.data, type) };
  const id = binaryOf(attachment);
  if (id === null) throw new Problem("not_found", 404);
  try {
    return await fetchBinary(id, type);
  } catch (error) {
    if (!(error instanceof Problem && error.status === 406)) throw error;
    // The document says another type of it than it has.
    const { items } = await searchFhir<Resource & { contentType?: string }>("Binary", [
      ["_id", id],
    ]);
    return fetchBinary(id, plainType(items[0]?.contentType));
  }
}

async function fetchBinary(id: string, accept: string): Promise<Content> {
  let response: Response;
  try {
    response = await fetch(`${BASE}/Binary/${id}`, {
      credentials: "same-origin",
      cache: "no-store",
      headers: { accept },
    });
    if (response.ok) {
      // What it is the server says, and not who has put it into a document.
      const type = plainType(response.headers.get("content-type"));
      return { type, blob: await response.blob() };
    }
  } catch {
    throw new Problem(UNREACHABLE, 0);
  }
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_REFUSED));
  const body = await response.json().catch(() => null);
  const code = body?.issue?.[0]?.details?.coding?.[0]?.code;
  throw new Problem(typeof code === "string" ? code : "unknown", response.status);
}

function decoded(data: string, type: string): Blob {
  const text = atob(data.replace(/\s/g, ""));
  return new Blob([Uint8Array.from(text, (sign) => sign.charCodeAt(0))], { type });
}

export type Look = "picture" | "text" | "pdf";

const LOOKS: Record<string, Look> = {
  "image/png": "picture",
  "image/jpeg": "picture",
  "image/gif": "picture",
  "image/webp": "picture",
  "image/bmp": "picture",
  "image/avif": "picture",
  "text/plain": "text",
  "text/csv": "text",
  "text/tab-separated-values": "text",
  "application/pdf": "pdf",
};

/** How something can be looked at here. Nothing that could be a page, with scripts in it, is: that is only saved. */
export function lookOf(type: string | null | undefined): Look | null {
  return LOOKS[plainType(type)] ?? null;
}
