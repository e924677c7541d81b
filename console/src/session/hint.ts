// Whether somebody may be signed in. The server's own cookie is seen by no script, and whoever asks without one is
// refused, so that a stranger's first look would be an error. This one beside it says one word and nothing else, is in
// all tabs, and goes when that one goes: with the browser, or when somebody signs out.

const COOKIE = "__Host-ribcage-signed-in";

/** `leaving` is whoever has signed out, of which the server has not heard: their session is still to be ended. */
export type Standing = "in" | "leaving" | "out";

export function standing(): Standing {
  const [, word] =
    document.cookie
      .split("; ")
      .map((it) => it.split("="))
      .find(([name]) => name === COOKIE) ?? [];
  return word === "in" || word === "leaving" ? word : "out";
}

export function noteStanding(now: Standing) {
  const until = now === "out" ? "; Max-Age=0" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies answers too late, and not in every browser
  document.cookie = `${COOKIE}=${now}; Path=/; Secure; SameSite=Strict${until}`;
}
