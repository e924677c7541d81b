// The one client of the server: what it may ask is what the OpenAPI document says.

import createClient from "openapi-fetch";
import type { components, paths } from "../generated/schema";

export type Schemas = components["schemas"];

export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  cache: "no-store",
});

/** What happens on the window when a request of a session is refused as that of nobody. */
export const SESSION_REFUSED = "ribcage-session-refused";

/** Whether an address is read as it is written: an id such as `..` would lead elsewhere. */
export function isStraight(address: string): boolean {
  const [path] = address.split("?");
  return new URL(address, window.location.origin).pathname === path;
}

api.use({
  // Ids come out of the addresses of pages, which anybody can make. One that leads elsewhere is that of nothing.
  onRequest({ request, schemaPath }) {
    const asked = new URL(request.url).pathname.split("/").length;
    if (asked === schemaPath.split("/").length) return;
    return new Response(JSON.stringify({ code: "not_found" }), { status: 404 });
  },
  onResponse({ request, response, schemaPath }) {
    const isOfSession = !request.headers.has("authorization") && schemaPath !== "/auth/session";
    if (response.status === 401 && isOfSession) window.dispatchEvent(new Event(SESSION_REFUSED));
  },
});
