// What a change made different: each element as it was before, beside what it is after.

import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Section } from "../ui/Section";

export function Changes({ changes }: { changes: Schemas["ResourceChange"][] }) {
  const t = useT();
  return (
    <Section title={t("activity.event.changes")}>
      {changes.map(({ resource, differences }) => {
        const name = `${resource.type}/${resource.id}`;
        return (
          <div key={name} className="change">
            <h3>
              {name} <small>{t("activity.version", { version: resource.version })}</small>
            </h3>
            {differences.length === 0 && <p className="quiet">{t("activity.event.same")}</p>}
            {differences.length > 0 && <Elements name={name} differences={differences} />}
          </div>
        );
      })}
    </Section>
  );
}

/** Who may not read a document is told names only, and no value at all. */
function Elements({ name, differences }: Differences & { name: string }) {
  const t = useT();
  const isHidden = differences.every(({ before, after }) => before == null && after == null);
  if (!isHidden) return <Values name={name} differences={differences} />;
  return (
    <>
      <p className="quiet">{t("activity.event.hidden")}</p>
      <Names differences={differences} />
    </>
  );
}

type Differences = { differences: Schemas["Difference"][] };

function Names({ differences }: Differences) {
  return (
    <ul className="names">
      {differences.map(({ path }) => (
        <li key={path}>
          <code>{path}</code>
        </li>
      ))}
    </ul>
  );
}

function Values({ name, differences }: Differences & { name: string }) {
  const t = useT();
  return (
    <table className="table difference">
      <caption className="unseen">{name}</caption>
      <thead>
        <tr>
          <th scope="col">{t("activity.event.element")}</th>
          <th scope="col">{t("activity.event.before")}</th>
          <th scope="col">{t("activity.event.after")}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">
              <code>{path}</code>
            </th>
            <td data-heading={t("activity.event.before")}>
              <Value text={before} kind="before" />
            </td>
            <td data-heading={t("activity.event.after")}>
              <Value text={after} kind="after" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text, kind }: { text: string | null | undefined; kind: "before" | "after" }) {
  const t = useT();
  if (text == null) return <span className="quiet">{t("activity.event.absent")}</span>;
  return <pre className={`value ${kind}`}>{readable(text)}</pre>;
}

/** JSON with line breaks, or the text alone where it is one. Numbers stay as they are written: `1.00` is not `1`. */
export function readable(text: string): string {
  if (/^"(?:[^"\\]|\\.)*"$/s.test(text)) return JSON.parse(text);
  let depth = 0;
  return text.replace(/"(?:[^"\\]|\\.)*"|\[\]|\{\}|[[\]{},:]/gs, (token) => {
    const line = () => `\n${"  ".repeat(depth)}`;
    if (token === "{" || token === "[") {
      depth += 1;
      return token + line();
    }
    if (token === "}" || token === "]") {
      depth -= 1;
      return line() + token;
    }
    if (token === ",") return token + line();
    return token === ":" ? ": " : token;
  });
}
