// What a failure is called in words.

import { Problem } from "../api/problem";
import type { Translate } from "../messages";
import { en, type Key } from "../messages/en";

const ALIKE: Record<string, Key> = {
  key_service_unavailable: "failed.unavailable",
  mail_unavailable: "failed.unavailable",
  storage_full: "failed.unavailable",
  version_mismatch: "failed.conflict",
  unprocessable: "failed.invalid",
  bad_request: "failed.invalid",
  malformed_json: "failed.invalid",
  bad_parameter: "failed.invalid",
};

/** Words for a failure. `instead` says some codes otherwise, where they mean something more exact. */
export function words(t: Translate, error: unknown, instead: Record<string, Key> = {}): string {
  const { code, retryAfter } = error instanceof Problem ? error : new Problem("page_failed", 0);
  const own = `failed.${code}`;
  const key = instead[code] ?? ALIKE[code] ?? (own in en ? (own as Key) : "failed.unknown");
  return t(key, { code, seconds: retryAfter ?? 60 });
}
