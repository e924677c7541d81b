// Whether somebody may be signed in. The server's own cookie is seen by no script, and whoever asks without one is
// refused, so that a stranger's first look would be an error. This one beside it says yes and nothing else, is in all
// tabs, and goes when that one goes: with the browser, or when somebody signs out.

const COOKIE = "__Host-ribcage-signed-in";

export const mayBeSignedIn = () => document.cookie.split("; ").includes(`${COOKIE}=yes`);

export function noteSignedIn(isSignedIn: boolean) {
  const until = isSignedIn ? "" : "; Max-Age=0";
  // biome-ignore lint/suspicious/noDocumentCookie: the store of cookies answers too late, and not in every browser
  document.cookie = `${COOKIE}=yes; Path=/; Secure; SameSite=Strict${until}`;
}
