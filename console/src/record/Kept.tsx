// What is left of somebody who is erased, and why. The server says it, in English, and so does the signed receipt.

import type { Schemas } from "../api/client";

export function Kept({ of }: { of: Schemas["KeptAfterErasure"][] }) {
  return (
    <ul className="list" lang="en">
      {of.map(({ what, why }) => (
        <li key={what}>
          <p>
            <span>{capital(what)}.</span>
            <small>{capital(why)}.</small>
          </p>
        </li>
      ))}
    </ul>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
