// Numbers as people type them: with the decimal sign of their language. What is stored has a point, and the same digits.

/** A number as JSON has it (RFC 8259, section 6). */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** What may be a number in thousands, where the point stands between those. */
const THOUSANDS = /^-?[1-9]\d{0,2}\.\d{3}$/;

/** What stands before the decimals where somebody is. */
export function decimalSign(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find(({ type }) => type === "decimal")?.value ?? ".";
}

/** The digits of what is typed; nothing if it is no number, or might be two. */
export function digitsOf(typed: string, sign: string): string | null {
  const text = typed.trim();
  // A point is understood everywhere, since it is what many keyboards have beside their digits.
  if (sign !== "." && THOUSANDS.test(text)) return null;
  const digits = text.includes(sign) ? text.replace(sign, ".") : text;
  return NUMBER.test(digits) ? digits : null;
}

/** The same digits, as they are typed here. */
export const typedOf = (digits: string, sign: string) => digits.replace(".", sign);
