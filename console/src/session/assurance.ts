// How much was shown of who somebody is, and how much is wanted (docs/developers/sign-in.md).

export const LEVELS = ["one_factor", "two_factors", "phishing_resistant"] as const;
export type Level = (typeof LEVELS)[number];

export function isLevel(text: string): text is Level {
  return (LEVELS as readonly string[]).includes(text);
}

/** What a name from the server stands for. One that is not known yet wants the most. */
export function levelOf(text: string): Level {
  return isLevel(text) ? text : "phishing_resistant";
}

/** What these factors count as together. */
export function levelShown(factors: readonly string[]): Level {
  const has = (factor: string) => factors.includes(factor);
  if (has("passkey") || (has("password") && has("security_key"))) return "phishing_resistant";
  if (has("password") && (has("totp") || has("recovery_code"))) return "two_factors";
  return "one_factor";
}

export function isEnough(factors: readonly string[], wanted: Level): boolean {
  return LEVELS.indexOf(levelShown(factors)) >= LEVELS.indexOf(wanted);
}

export type SecondFactor = "totp" | "passkey" | "recovery_code";
const SECOND_FACTORS: readonly SecondFactor[] = ["passkey", "totp", "recovery_code"];

/** Which second factors would do of those that somebody has, the strongest first. */
export function useful(available: readonly string[], wanted: Level): SecondFactor[] {
  return SECOND_FACTORS.filter(
    (factor) =>
      available.includes(factor) && (wanted !== "phishing_resistant" || factor === "passkey"),
  );
}
