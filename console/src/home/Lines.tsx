// What waits or is wrong, a line each: what it is, what to do, and where that is done.

import { Link } from "react-router";
import { useT } from "../messages";
import type { Line } from "./useWaiting";

export function Lines({ items }: { items: Line[] }) {
  const t = useT();
  return (
    <ul className="list lines">
      {items.map(({ id, title, text, isBad, to }) => (
        <li key={id} data-bad={isBad}>
          <p>
            <strong>{title}</strong>
            <small>{text}</small>
          </p>
          {to && (
            <Link to={to} aria-label={t("home.openOne", { what: title })}>
              {t("home.open")}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
