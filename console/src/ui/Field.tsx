// A labelled field, with its hint and what is wrong with it.

import {
  type FormEvent,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
  useState,
} from "react";
import { useLanguage, useT } from "../messages";
import { type Control, complain } from "./validity";

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string;
  wrong?: string | null;
}

export function Field({ label, hint, wrong, ...rest }: Props) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      {(described) => <input id={id} {...rest} {...described} />}
    </Labelled>
  );
}

interface AreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  label: string;
  hint?: string;
  wrong?: ReactNode;
  area?: Ref<HTMLTextAreaElement>;
}

/** Several lines. */
export function TextArea({ label, hint, wrong, area, ...rest }: AreaProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      {(described) => <textarea id={id} ref={area} {...rest} {...described} />}
    </Labelled>
  );
}

/** A password, that can be looked at while it is typed. */
export function PasswordField({ label, hint, wrong, ...rest }: Props) {
  const id = useId();
  const t = useT();
  const [seen, setSeen] = useState(false);
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      {(described) => (
        <span className="password">
          <input id={id} {...rest} {...described} type={seen ? "text" : "password"} />
          <button
            type="button"
            className="peek"
            aria-pressed={seen}
            aria-label={t(seen ? "hide.password" : "show.password")}
            onClick={() => setSeen(!seen)}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M2 12s3.600-7 10-7 10 7 10 7-3.600 7-10 7S2 12 2 12Z" />
              <circle cx="12" cy="12" r="3" />
              {seen && <path d="M4 20 20 4" />}
            </svg>
          </button>
        </span>
      )}
    </Labelled>
  );
}

export function Select(props: {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  onChoose: (value: string) => void;
  hint?: string;
}) {
  const id = useId();
  return (
    <Labelled id={id} label={props.label} hint={props.hint}>
      {(described) => (
        <select
          id={id}
          {...described}
          value={props.value}
          onChange={(event) => props.onChoose(event.target.value)}
        >
          {props.options.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface Described {
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  onInvalid: (event: FormEvent<Control>) => void;
}

function Labelled(props: {
  id: string;
  label: string;
  hint?: string | undefined;
  wrong?: ReactNode;
  children: (described: Described) => ReactNode;
}) {
  const { id, label, hint, wrong } = props;
  const { t, locale } = useLanguage();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {props.children({
        "aria-describedby": described || undefined,
        "aria-invalid": wrong ? true : undefined,
        onInvalid: ({ currentTarget }) => complain(t, locale, currentTarget),
      })}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {wrong && (
        <small id={`${id}-wrong`} className="wrong" role="alert">
          {wrong}
        </small>
      )}
    </div>
  );
}
