// A part of a page, with its heading.

import { type ReactNode, useId } from "react";

export function Section(props: {
  title: string;
  text?: string;
  action?: ReactNode;
  children?: ReactNode;
}) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header>
        <div>
          <h2 id={id}>{props.title}</h2>
          {props.text && <p className="quiet">{props.text}</p>}
        </div>
        {props.action}
      </header>
      {props.children}
    </section>
  );
}
