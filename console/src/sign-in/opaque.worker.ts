// The browser's half of OPAQUE (RFC 9807). Stretching a password takes a second, which the page is spared here.

import * as opaque from "@serenity-kit/opaque";

type State = { login: string } | { registration: string };
export type Request =
  | { id: number; step: "login"; password: string }
  | { id: number; step: "login-finish"; password: string; response: string }
  | { id: number; step: "register"; password: string }
  | { id: number; step: "register-finish"; password: string; response: string };
export type Reply = { id: number; message: string | null };

let state: State | null = null;

function answer(request: Request): string | null {
  const { password } = request;
  if (request.step === "login") {
    const begun = opaque.client.startLogin({ password });
    state = { login: begun.clientLoginState };
    return begun.startLoginRequest;
  }
  if (request.step === "register") {
    const begun = opaque.client.startRegistration({ password });
    state = { registration: begun.clientRegistrationState };
    return begun.registrationRequest;
  }
  const before = state;
  state = null;
  if (request.step === "login-finish" && before && "login" in before) {
    const { login: clientLoginState } = before;
    const loginResponse = request.response;
    // Nothing if the password is another one, or nobody has the address: nobody says which.
    const done = opaque.client.finishLogin({ clientLoginState, loginResponse, password });
    return done?.finishLoginRequest ?? null;
  }
  if (request.step === "register-finish" && before && "registration" in before) {
    const { registration: clientRegistrationState } = before;
    const registrationResponse = request.response;
    return opaque.client.finishRegistration({
      clientRegistrationState,
      registrationResponse,
      password,
    }).registrationRecord;
  }
  return null;
}

self.addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  await opaque.ready;
  const reply: Reply = { id: data.id, message: answer(data) };
  self.postMessage(reply);
});
