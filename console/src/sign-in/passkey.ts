// Passkeys, by what browsers have for them (WebAuthn 3).

import { api, type Schemas } from "../api/client";
import { answered, Problem } from "../api/problem";

export function hasPasskeys(): boolean {
  return (
    typeof PublicKeyCredential !== "undefined" &&
    "parseRequestOptionsFromJSON" in PublicKeyCredential &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential
  );
}

type Progress = Schemas["SignInProgress"];

/** The options themselves; the server gives them as it would to `navigator.credentials`, below `publicKey`. */
function inner(options: unknown): never {
  const given = options as { publicKey?: unknown };
  return (given.publicKey ?? options) as never;
}

/** Asks the device; it is no failure of ours if its owner turns it down. */
async function ask(asking: Promise<Credential | null>): Promise<Record<string, never>> {
  try {
    const credential = await asking;
    if (credential === null) throw new Problem("passkey_declined", 0);
    return (credential as PublicKeyCredential).toJSON() as Record<string, never>;
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError") {
      throw new Problem("passkey_known", 0);
    }
    // A passkey is bound to the name of the server, and this page was opened by another one, or by a number.
    if (error instanceof DOMException && error.name === "SecurityError") {
      throw new Problem("passkey_elsewhere", 0);
    }
    throw error instanceof Problem ? error : new Problem("passkey_declined", 0);
  }
}

/** Shows a passkey: by itself, or after a password with the ticket of that. */
export async function showPasskey(signIn: string | null): Promise<Progress> {
  const asked = signIn === null ? {} : { sign_in: signIn };
  const begun = await answered(api.POST("/auth/passkey/begin", { body: asked }));
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(inner(begun.options));
  const answer = await ask(navigator.credentials.get({ publicKey }));
  const body = { challenge: begun.challenge, answer };
  return answered(api.POST("/auth/passkey/finish", { body }));
}

/** Has the device make a passkey for what the server has begun. */
export async function makePasskey(
  begun: Schemas["PasskeyRegistration"],
): Promise<Record<string, never>> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(inner(begun.options));
  return ask(navigator.credentials.create({ publicKey }));
}
