// Signatures, by the browser itself.

import type { Bytes } from "./bytes";
import { Failure } from "./failure";

/** Whether a signature is that of the key over the message. A browser that knows no Ed25519 is a failure of its own. */
export async function verifyEd25519(
  publicKey: Bytes,
  signature: Bytes,
  message: Bytes,
): Promise<boolean> {
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") {
      throw new Failure("noEd25519");
    }
    // Bytes that are no key verify nothing.
    return false;
  }
  return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
}
