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

api.use({
  onResponse({ request, response, schemaPath }) {
    const isOfSession = !request.headers.has("authorization") && schemaPath !== "/auth/session";
    if (response.status === 401 && isOfSession) window.dispatchEvent(new Event(SESSION_REFUSED));
  },
});
