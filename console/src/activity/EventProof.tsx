import type { Event } from "./sentence";
export function EventProof(_: { event: Event }) {
  return null;
}
