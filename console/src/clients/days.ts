// The last day of something, as somebody chooses it, and the moment at which that day is over where they are.

export function endOf(day: string): string {
  return new Date(`${day}T23:59:59`).toISOString();
}

export function dayOf(instant: string | null | undefined): string {
  if (!instant) return "";
  const at = new Date(instant);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function isOver(instant: string | null | undefined, now = new Date()): boolean {
  return Boolean(instant) && new Date(instant ?? "") <= now;
}
