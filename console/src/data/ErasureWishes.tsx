// The persons who want to be erased, and wait for an answer.

import { useT } from "../messages";
import { useErasureWishes } from "./useAskedFor";
import { Waiting } from "./Waiting";

export function ErasureWishes() {
  const t = useT();
  const { data } = useErasureWishes();
  const asked = data?.items.map(({ type, id, request: { reason, by, requested_at } }) => ({
    type,
    id,
    text: reason,
    by,
    at: requested_at,
  }));
  return <Waiting title={t("wishes.title")} text={t("rights.wish.text")} asked={asked ?? []} />;
}
