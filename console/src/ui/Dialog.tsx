// A dialog over the page: the browser's own, which keeps the focus and closes by Escape.

import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { useT } from "../messages";

export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // While it is still on the page, so that closing it gives the focus back to what has opened it.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Where there is something to type or choose, that comes before closing again.
    shown?.querySelector<HTMLElement>("input:not([hidden]), select")?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      {/* No `header`: outside of `main` that would be the banner of the page. */}
      <div className="head">
        <h2 id={id}>{props.title}</h2>
        <button type="button" className="close" aria-label={t("app.close")} onClick={props.onClose}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 6l12 12M18 6 6 18" />
          </svg>
        </button>
      </div>
      {props.children}
    </dialog>
  );
}
