// The frame of a form: it is sent by Enter or its button, once at a time, and says how that failed.

import type { FormEvent, ReactNode } from "react";
import { useT } from "../messages";
import type { Key } from "../messages/en";
import { Button } from "./Button";
import { Notice } from "./Notice";
import { Said } from "./Said";
import { words } from "./words";

interface Props {
  act: { busy: boolean; error: unknown };
  /** What its button says. */
  submit: string;
  onSubmit: () => unknown;
  children: ReactNode;
  look?: "primary" | "secondary" | "danger";
  /** Why it may not be sent; nothing if it may. */
  why?: string | null;
  /** For a form that stays where it is: whether what it shows was saved. */
  saved?: boolean;
  /** Failures that mean something more exact here. */
  instead?: Record<string, Key>;
  /** Whether the server's own words are shown too, for those who know what they write. */
  isTold?: boolean;
}

export function Form(props: Props) {
  const { act, submit, onSubmit, look = "primary", why = null, saved, instead, isTold } = props;
  const t = useT();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!act.busy && !why) onSubmit();
  };
  const button = (
    <Button type="submit" look={look} busy={act.busy} why={why}>
      {submit}
    </Button>
  );
  return (
    <form className="stack" onSubmit={send}>
      {act.error !== null && (
        <Notice kind="bad">
          <p>{words(t, act.error, instead)}</p>
          {isTold && <Said error={act.error} />}
        </Notice>
      )}
      {props.children}
      {saved === undefined ? (
        button
      ) : (
        <div className="row">
          {button}
          <span role="status">{saved && t("app.saved")}</span>
        </div>
      )}
    </form>
  );
}
