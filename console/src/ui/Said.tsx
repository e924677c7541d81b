// What the server has to say of what was sent, place by place. It says it in English, and is quoted.

import { isProblem } from "../api/problem";
import { useT } from "../messages";

export function Said({ error }: { error: unknown }) {
  const t = useT();
  if (!isProblem(error)) return null;
  const { detail, places } = error.said;
  if (!detail && places.length === 0) return null;
  return (
    <div className="said">
      <p>{t("app.said")}</p>
      <ul lang="en">
        {places.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            <code>{path}</code> {message}
          </li>
        ))}
        {places.length === 0 && <li>{detail}</li>}
      </ul>
    </div>
  );
}
