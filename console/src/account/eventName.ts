// What an operation on an account is called, for whoever has the account.

import type { Translate } from "../messages";
import { en, type Key } from "../messages/en";

/** Operations that are the same to people as another one. */
const ALIKE: Record<string, string> = {
  reset_password: "change_password",
  finish_totp_enrolment: "confirm_totp",
  finish_passkey_enrolment: "create_passkey",
  create_session: "complete_sign_in",
  end_session: "end_own_session",
};

/** What was refused can have words of its own. What has no words yet is shown as it is called. */
export function eventName(t: Translate, operation: string, isDone: boolean): string {
  const key = `account.event.${ALIKE[operation] ?? operation}`;
  const refused = `${key}.refused`;
  if (!isDone && refused in en) return t(refused as Key);
  return key in en ? t(key as Key) : operation;
}
