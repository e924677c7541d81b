// What did not hold when the server compared what it stores with what was logged: its kind in words, and where, as the
// server says it.

import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { en, type Key } from "../messages/en";

export function Findings({ of }: { of: Schemas["Finding"][] }) {
  const t = useT();
  return (
    <ul className="list">
      {of.map(({ kind, what }) => {
        const key = `finding.${kind}`;
        return (
          <li key={kind + what}>
            <p>
              <strong>{key in en ? t(key as Key) : kind}</strong>
              <small lang="en">{what}</small>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
