// The public keys of a program, as a JWK Set.

import { JsonField, objectIn } from "../json/JsonField";
import { JsonMistake } from "../json/scan";
import { useT } from "../messages";
import { keysMistake } from "./jwks";

interface Props {
  value: string;
  /** Whether it was tried to send it: an empty field is no mistake before. */
  tried: boolean;
  onChange: (text: string) => void;
}

export function KeysField({ value, tried, onChange }: Props) {
  const t = useT();
  const wrong = keysWrong(value);
  const isSaid = wrong !== null && (tried || value.trim() !== "");
  return (
    <JsonField
      label={t("clients.keys")}
      hint={t("clients.keys.hint")}
      rows={10}
      value={value}
      wrong={isSaid ? t(wrong) : null}
      onChange={onChange}
    />
  );
}

/** What is wrong with the keys; null if they can be sent. */
export function keysWrong(text: string) {
  return objectIn(text) instanceof JsonMistake ? "clients.keys.none" : keysMistake(text);
}
