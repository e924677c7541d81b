// Several of the same in a form: each with its fields, and a way to add and take away.

import { type ReactNode, useEffect, useRef, useState } from "react";
import { useT } from "../messages";
import { Button } from "../ui/Button";

interface Props<T> {
  legend: string;
  items: T[];
  empty: T;
  add: string;
  onChange: (items: T[]) => void;
  children: (item: T, change: (changed: T) => void) => ReactNode;
}

export function Items<T>({ legend, items, empty, add, onChange, children }: Props<T>) {
  const t = useT();
  // An item is the same one although others before it are taken away.
  const [keys, setKeys] = useState(() => items.map(() => crypto.randomUUID()));
  const group = useRef<HTMLFieldSetElement>(null);
  const [moved, setMoved] = useState<"added" | "removed" | null>(null);
  // The focus goes where the hands go on: to what was added, or to the button that adds.
  useEffect(() => {
    if (moved === null) return;
    const fields = group.current?.querySelectorAll<HTMLElement>(".item:last-of-type input");
    const button = group.current?.querySelector<HTMLElement>(":scope > button");
    (moved === "added" ? fields?.[0] : button)?.focus();
    setMoved(null);
  }, [moved]);
  const put = (at: number, item: T) => onChange(items.map((it, i) => (i === at ? item : it)));
  const remove = (at: number) => {
    setKeys(keys.filter((_, i) => i !== at));
    onChange(items.filter((_, i) => i !== at));
    setMoved("removed");
  };
  return (
    <fieldset ref={group} className="items">
      <legend>{legend}</legend>
      {items.map((item, at) => (
        <fieldset key={keys[at]} className="item">
          <legend className="unseen">{`${legend} ${at + 1}`}</legend>
          <div className="pair">{children(item, (changed) => put(at, changed))}</div>
          <Button
            look="quiet"
            aria-label={t("patients.removeOne", { what: legend, number: at + 1 })}
            onClick={() => remove(at)}
          >
            {t("patients.remove")}
          </Button>
        </fieldset>
      ))}
      <Button
        onClick={() => {
          setKeys([...keys, crypto.randomUUID()]);
          onChange([...items, empty]);
          setMoved("added");
        }}
      >
        {add}
      </Button>
    </fieldset>
  );
}
