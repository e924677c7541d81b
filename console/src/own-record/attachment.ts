// What hangs on a document: in it, or beside it on this server.

import { SESSION_REFUSED } from "../api/client";
import { Problem, UNREACHABLE } from "../api/problem";
import { readFhir } from "../fhir/client";
import type { Resource } from "../fhir/types";

interface Binary extends Resource {
  contentType?: string;
  data?: string;
}

export interface Attachment {
  contentType?: string;
  /** The content itself, in base64. */
  data?: string;
  url?: string;
  title?: string;
}

const BINARY = /(?:^|\/fhir\/R4\/)Binary\/([A-Za-z0-9\-.]{1,64})$/;

/** The id of the `Binary` that an address leads to, if it is one of this server. */
export function binaryOf(url: string | undefined): string | null {
  if (!url) return null;
  const { origin } = new URL(url, window.location.origin);
  const [, id] = BINARY.exec(url) ?? [];
  return id && origin === window.location.origin ? id : null;
}

/** Whether it can be had from this server: from elsewhere the page fetches nothing. */
export function isHere({ data, url }: Attachment): boolean {
  return data !== undefined || binaryOf(url) !== null;
}

export async function fetchAttachment(attachment: Attachment): Promise<Blob> {
  const { contentType, data, url } = attachment;
  if (data !== undefined) return decoded(data, contentType);
  if (contentType === undefined) {
    const { resource } = await readFhir<Binary>(`Binary/${binaryOf(url)}`);
    return decoded(resource.data ?? "", resource.contentType);
  }
  // As it is, however large: in JSON the server shows small ones alone.
  let answer: Response;
  try {
    answer = await fetch(`/fhir/R4/Binary/${binaryOf(url)}`, {
      headers: { accept: contentType },
      credentials: "same-origin",
      cache: "no-store",
    });
    if (answer.ok) return new Blob([await answer.arrayBuffer()], { type: contentType });
  } catch {
    throw new Problem(UNREACHABLE, 0);
  }
  if (answer.status === 401) window.dispatchEvent(new Event(SESSION_REFUSED));
  throw new Problem(answer.status === 403 ? "denied" : "not_found", answer.status);
}

function decoded(data: string, type = "application/octet-stream"): Blob {
  return new Blob([Uint8Array.from(atob(data), (it) => it.charCodeAt(0))], { type });
}

const ENDINGS: Record<string, string> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "text/plain": "txt",
  "application/xml": "xml",
  "text/xml": "xml",
};

/** A name that every system takes, with the ending of its kind; none that a system would run. */
export function fileName(name: string, { contentType = "" }: Attachment): string {
  const kind = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const safe = name.replace(/[^\p{L}\p{N}_-]+/gu, " ").trim();
  return `${safe.slice(0, 80) || "document"}.${ENDINGS[kind] ?? "bin"}`;
}
