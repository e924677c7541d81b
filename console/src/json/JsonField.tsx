// JSON to be typed: what is wrong is said once one pauses, with its place, and every digit stays as it is written.

import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Translate, useT } from "../messages";
import { Button } from "../ui/Button";
import { TextArea } from "../ui/Field";
import { type Json, JsonMistake, scanJson } from "./scan";
import { writePretty } from "./write";

/** What is written there, if it is an object; otherwise what is wrong. */
export function objectIn(text: string): Json | JsonMistake {
  try {
    const value = scanJson(text);
    return value.kind === "object" ? value : new JsonMistake("json.wrong.object", 0, text);
  } catch (mistake) {
    if (mistake instanceof JsonMistake) return mistake;
    throw mistake;
  }
}

export function mistakeText(t: Translate, { complaint, line, column }: JsonMistake): string {
  return t("json.mistake", { what: t(complaint), line, column });
}

/** After how long a pause it is said what is wrong, in milliseconds: half-typed JSON is always wrong. */
const PAUSE = 400;

interface Props {
  label: string;
  hint?: string;
  value: string;
  rows?: number;
  /** What else is wrong, once the JSON is none that is wrong in itself. */
  wrong?: ReactNode;
  readOnly?: boolean;
  onChange: (text: string) => void;
}

export function JsonField({ label, hint, value, rows = 14, wrong, readOnly, onChange }: Props) {
  const t = useT();
  const area = useRef<HTMLTextAreaElement>(null);
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  const found = objectIn(settled);
  const mistake = found instanceof JsonMistake && settled.trim() !== "" ? found : null;
  const goThere = () => {
    const { current: shown } = area;
    if (!shown || !mistake) return;
    shown.setSelectionRange(mistake.offset, mistake.offset);
    shown.focus();
    const height = shown.scrollHeight / settled.split("\n").length;
    shown.scrollTop = (mistake.line - 1) * height - shown.clientHeight / 2;
  };
  return (
    <div className="json">
      <TextArea
        area={area}
        label={label}
        {...(hint === undefined ? {} : { hint })}
        wrong={mistake ? mistakeText(t, mistake) : wrong}
        rows={rows}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        readOnly={readOnly}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {!readOnly && (
        <div className="row">
          {mistake ? (
            <Button look="quiet" onClick={goThere}>
              {t("json.goThere")}
            </Button>
          ) : (
            <Button
              look="quiet"
              onClick={() => {
                const now = objectIn(value);
                if (!(now instanceof JsonMistake)) onChange(writePretty(now));
              }}
            >
              {t("json.tidy")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
