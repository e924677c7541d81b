// Something that is said to whoever looks at the page: of what went well, or wrong, or is to be known.

import type { ReactNode } from "react";

interface Props {
  kind?: "info" | "good" | "bad";
  title?: string;
  children: ReactNode;
}

export function Notice({ kind = "info", title, children }: Props) {
  return (
    <div className={`notice ${kind}`} role={kind === "bad" ? "alert" : "status"}>
      {title && <strong>{title}</strong>}
      <div>{children}</div>
    </div>
  );
}
