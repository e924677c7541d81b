// Where a log is read from. What it gives is trusted in nothing.

import type { Schemas } from "../api/client";
import { type Bytes, Malformed } from "./bytes";
import type { TreeName } from "./checkpoint";
import { Failure } from "./failure";
import { hashesOf, type Tile, tilePath } from "./tile";

export interface Source {
  text(path: string): Promise<string>;
  bytes(path: string): Promise<Bytes>;
  json<T>(path: string): Promise<T>;
  /** Asks for something to be done, and what came of it. */
  done<T>(path: string): Promise<T>;
}

/** The server itself, with the session of whoever looks. */
export class Server implements Source {
  constructor(
    private readonly origin: string,
    private readonly signal: AbortSignal | null = null,
  ) {}

  async text(path: string): Promise<string> {
    return (await this.ask(path)).text();
  }

  async bytes(path: string): Promise<Bytes> {
    return new Uint8Array(await (await this.ask(path)).arrayBuffer());
  }

  async json<T>(path: string): Promise<T> {
    return (await this.ask(path)).json();
  }

  async done<T>(path: string): Promise<T> {
    return (await this.ask(path, "POST")).json();
  }

  private async ask(path: string, method = "GET"): Promise<Response> {
    const { signal } = this;
    const asked: RequestInit = { method, credentials: "same-origin", cache: "no-store", signal };
    let response: Response;
    try {
      response = await fetch(new URL(path, this.origin), asked);
    } catch (error) {
      signal?.throwIfAborted();
      throw new Failure("unread", { path, problem: String(error).slice(0, 80) });
    }
    if (response.ok) return response;
    const { code = "unknown" } = await response.json().catch(() => ({}));
    throw new Failure("unread", { path, problem: `${response.status} ${code}` });
  }
}

/** Reads something of a form; what is not of that form is named by where it came from. */
export async function reading<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError || error instanceof TypeError) {
      throw new Failure("malformed", { path });
    }
    throw error;
  }
}

export const KEY = "/api/log/key";
export const DEPLOYMENT = "/api/log/deployment";
export const RECONCILIATION = "/api/log/reconciliation";
export const checkpointOf = (tree: TreeName) => `/api/log/${tree}/checkpoint`;
export const tileOf = (tree: TreeName, path: string) => `/api/log/${tree}/tile/${path}`;
export const recordsOf = (tree: TreeName, first: number) =>
  `/api/log/${tree}/records?first=${first}`;

export type LogRecord = Schemas["LogRecord"];

export async function readHashes(source: Source, tree: TreeName, tile: Tile): Promise<Bytes[]> {
  const path = tileOf(tree, tilePath(tile));
  const bytes = await source.bytes(path);
  return reading(path, () => hashesOf(bytes));
}
