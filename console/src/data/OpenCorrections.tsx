// What persons say is wrong, and waits for an answer.

import { useT } from "../messages";
import { useOpenCorrections } from "./useAskedFor";
import { Waiting } from "./Waiting";

export function OpenCorrections() {
  const t = useT();
  const { data } = useOpenCorrections();
  const asked = data?.items.map(({ type, id, correction: { wrong, by, requested_at } }) => ({
    type,
    id,
    text: wrong,
    by,
    at: requested_at,
  }));
  const [title, text] = [t("data.corrections"), t("data.corrections.text")];
  return <Waiting title={title} text={text} asked={asked ?? []} />;
}
