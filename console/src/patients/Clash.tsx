// Two have changed the same: both are shown side by side, to choose from.

import { type FormEvent, type ReactNode, useState } from "react";
import type { Choice, Conflict } from "../fhir/merge";
import { useT } from "../messages";
import { en, type Key } from "../messages/en";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { words } from "../ui/words";
import { codeName } from "./fields";
import { elementText } from "./form";

interface Props {
  conflicts: Conflict[];
  busy: boolean;
  error: unknown;
  onChoose: (choices: Choice[]) => void;
  /** Back to what was typed. */
  onBack: () => void;
  /** What stands beside the buttons. */
  children: ReactNode;
}

export function ClashForm({ conflicts, busy, error, onChoose, onBack, children }: Props) {
  const t = useT();
  const [chosen, setChosen] = useState<(Choice | null)[]>(conflicts.map(() => null));
  const isOpen = chosen.includes(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !isOpen) onChoose(chosen.map((it) => it ?? "mine"));
  };
  return (
    <Section title={t("patients.clash")} text={t("patients.clashText")}>
      <form className="stack" onSubmit={submit}>
        {conflicts.map((conflict, at) => (
          <fieldset key={conflict.path.join("/")} className="clash">
            <legend>{placeText(t, conflict.path)}</legend>
            {(["mine", "theirs"] as const).map((side) => (
              <label key={side}>
                <input
                  type="radio"
                  name={`clash-${at}`}
                  checked={chosen[at] === side}
                  onChange={() => setChosen(chosen.map((it, i) => (i === at ? side : it)))}
                />
                <span>
                  <small>{t(`patients.${side}`)}</small>
                  <strong>{shown(t, conflict[side])}</strong>
                </span>
              </label>
            ))}
            <small>{t("patients.before", { value: shown(t, conflict.base) })}</small>
          </fieldset>
        ))}
        {error !== null && <Notice kind="bad">{words(t, error)}</Notice>}
        <div className="row">
          <Button
            type="submit"
            look="primary"
            busy={busy}
            why={isOpen ? t("patients.clashOpen") : null}
          >
            {t("patients.clashSave")}
          </Button>
          <Button onClick={onBack}>{t("patients.clashBack")}</Button>
          {children}
        </div>
      </form>
    </Section>
  );
}

function shown(t: ReturnType<typeof useT>, value: unknown): string {
  const text = elementText(value);
  return text === "" ? t("patients.nothing") : codeName(t, text);
}

const ELEMENTS: Record<string, Key> = {
  gender: "patients.sex",
  communication: "patients.language",
};

/** What a place in a patient is called. */
function placeText(t: ReturnType<typeof useT>, path: (string | number)[]): string {
  return path
    .flatMap((step) => {
      if (typeof step === "number") return step === 0 ? [] : [String(step + 1)];
      const key = ELEMENTS[step] ?? (`patients.${step}` as Key);
      return key in en ? [t(key)] : [step];
    })
    .join(" · ");
}
