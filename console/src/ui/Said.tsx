// What the server has to say of what was sent, place by place. For those who write for programs: it is in English.

import { isProblem } from "../api/problem";

export function Said({ error }: { error: unknown }) {
  if (!isProblem(error)) return null;
  const { detail, places } = error.said;
  if (!detail && places.length === 0) return null;
  return (
    <div className="said" lang="en">
      {places.length === 0 ? (
        <p>{detail}</p>
      ) : (
        <ul>
          {places.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
