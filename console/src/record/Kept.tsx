// What is left of somebody who is erased, and why.

import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { keptKey } from "./stays";

export function Kept({ of }: { of: Schemas["KeptAfterErasure"][] }) {
  return (
    <ul className="list">
      {of.map(({ what, why }) => (
        <li key={what}>
          <p>
            <Sentence of={what} />
            <small>
              <Sentence of={why} />
            </small>
          </p>
        </li>
      ))}
    </ul>
  );
}

function Sentence({ of: said }: { of: string }) {
  const t = useT();
  const key = keptKey(said);
  const text = key ? t(key) : said;
  return (
    <span lang={key ? undefined : "en"}>{`${text.charAt(0).toUpperCase()}${text.slice(1)}.`}</span>
  );
}
