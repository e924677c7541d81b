// Passwords: proved and chosen by OPAQUE, so that none ever leaves this browser.

import { api, type Schemas } from "../api/client";
import { answered, Problem } from "../api/problem";
import type { Reply, Request } from "./opaque.worker";

type Step = Request extends infer R ? (R extends Request ? Omit<R, "id"> : never) : never;

/** A worker of its own for each ceremony: what it has seen of the password goes with it. */
class Ceremony {
  readonly #worker = new Worker(new URL("./opaque.worker.ts", import.meta.url), { type: "module" });
  #count = 0;

  take(step: Step): Promise<string | null> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        if (data.id === id) resolve(data.message);
      };
      this.#worker.onerror = () => reject(new Problem("no_cryptography", 0));
      this.#worker.postMessage({ id, ...step });
    });
  }

  end() {
    this.#worker.terminate();
  }
}

/** Signs in with a password, as far as that goes. */
export async function provePassword(
  email: string,
  password: string,
): Promise<Schemas["SignInProgress"]> {
  const ceremony = new Ceremony();
  try {
    const request = await ceremony.take({ step: "login", password });
    const body = { email: email.trim(), login_request: request ?? "" };
    const begun = await answered(api.POST("/auth/password/begin", { body }));
    const response = begun.login_response;
    const finish = await ceremony.take({ step: "login-finish", password, response });
    // It does not come together: the server has counted that when it answered, and learns nothing more.
    if (finish === null) throw new Problem("sign_in_failed", 401);
    const proof = { sign_in: begun.sign_in, login_finish: finish };
    return await answered(api.POST("/auth/password/finish", { body: proof }));
  } finally {
    ceremony.end();
  }
}

/** Chooses a password. */
export async function registerPassword(password: string): Promise<Schemas["NewPassword"]> {
  const ceremony = new Ceremony();
  try {
    const request = await ceremony.take({ step: "register", password });
    const body = { registration_request: request ?? "" };
    const begun = await answered(api.POST("/auth/password/registration", { body }));
    const response = begun.registration_response;
    const record = await ceremony.take({ step: "register-finish", password, response });
    if (record === null) throw new Problem("no_cryptography", 0);
    return { registration: begun.registration, registration_record: record };
  } finally {
    ceremony.end();
  }
}
