// What a password must be. The server cannot see it, so it is looked at here.

export const LENGTH_MIN = 12;

export type Weakness = "short" | "common" | "repeated" | "address";

/** What is wrong with a password, if anything is. */
export async function weaknessOf(password: string, email: string): Promise<Weakness | null> {
  if ([...password].length < LENGTH_MIN) return "short";
  const plain = password.toLowerCase();
  if (new Set(plain).size < 5) return "repeated";
  const [name = ""] = email.toLowerCase().split("@");
  if (name.length > 3 && plain.includes(name)) return "address";
  const { LONG, WORDS } = await import("../generated/common-passwords");
  if (LONG.split(" ").includes(plain)) return "common";
  // Digits and signs around a common word, or the word again and again, are what guessers try next.
  const letters = plain.replace(/[^\p{Letter}]+/gu, "");
  const words = new Set(WORDS.split(" "));
  return letters.length < LENGTH_MIN && words.has(unit(letters)) ? "common" : null;
}

/** The shortest text that gives this one by being repeated. */
function unit(text: string): string {
  return text === "" ? "" : text.slice(0, (text + text).indexOf(text, 1));
}
