// A button that is busy while what it does is under way, and says why it may not be used.

import { type ButtonHTMLAttributes, useId } from "react";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: "primary" | "secondary" | "quiet" | "danger";
  busy?: boolean;
  /** Why it may not be used; nothing if it may. */
  why?: string | null;
}

export function Button({ look = "secondary", busy = false, why, children, ...rest }: Props) {
  const id = useId();
  const button = (
    <button
      type="button"
      {...rest}
      className={`button ${look}`}
      aria-busy={busy}
      // Not `disabled`: it keeps the focus, and can be found by those who do not see it.
      aria-disabled={busy || Boolean(why)}
      aria-describedby={why ? id : undefined}
      onClick={(event) => {
        if (busy || why) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      {busy && <span className="spinner" aria-hidden="true" />}
      <span>{children}</span>
    </button>
  );
  if (!why) return button;
  return (
    <span className="with-reason">
      {button}
      <small id={id}>{why}</small>
    </span>
  );
}
