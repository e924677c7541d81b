// Sending a file in parts, so that a lost connection costs a part and not all of it.

import { api, type Schemas } from "../api/client";
import { answered, isProblem, UNREACHABLE } from "../api/problem";

type Upload = Schemas["Upload"];

/** How often something is tried anew by itself, and how long is waited before, in milliseconds. */
const TRIES = 4;
const WAITED = 1_000;

export function beginUpload(file: File, patient: string): Promise<Upload> {
  const body: Schemas["NewUpload"] = {
    content_type: file.type || "application/octet-stream",
    bytes: file.size,
    // Whoever may see the patient may see it, and it goes when they are erased.
    security_context: `Patient/${patient}`,
  };
  return answered(api.POST("/api/uploads", { body }));
}

export function findUpload(id: string): Promise<Upload> {
  return answered(api.GET("/api/uploads/{id}", { params: { path: { id } } }));
}

export function giveUp(id: string): Promise<unknown> {
  return answered(api.DELETE("/api/uploads/{id}", { params: { path: { id } } }));
}

interface Sending {
  onOffset: (offset: number) => void;
  signal: AbortSignal;
}

/** Sends what is still missing, and makes a Binary of it; gives its id. */
export async function sendUpload(file: Blob, begun: Upload, sending: Sending): Promise<string> {
  let upload = begun;
  let tries = 0;
  while (upload.offset < upload.bytes) {
    sending.signal.throwIfAborted();
    try {
      upload = await sendPart(file, upload, sending.signal);
      tries = 0;
    } catch (error) {
      sending.signal.throwIfAborted();
      tries += 1;
      if (tries === TRIES || !isProblem(error, UNREACHABLE, "busy", "unavailable")) throw error;
      await new Promise((resolve) => setTimeout(resolve, WAITED * tries));
      // What came in before the connection was lost need not be sent again.
      upload = await findUpload(upload.id).catch(() => upload);
    }
    sending.onOffset(upload.offset);
  }
  const params = { path: { id: begun.id } };
  const { id } = await answered(api.POST("/api/uploads/{id}/complete", { params }));
  return id;
}

function sendPart(file: Blob, { id, offset, part_bytes }: Upload, signal: AbortSignal) {
  const part = file.slice(offset, offset + part_bytes);
  return answered(
    api.PUT("/api/uploads/{id}", {
      params: { path: { id }, query: { offset } },
      headers: { "content-type": "application/octet-stream" },
      // The document describes bytes as numbers; they are sent as they are.
      body: part as unknown as number[],
      bodySerializer: (it: unknown) => it as Blob,
      signal,
    }),
  );
}
