// A list of what was done, an event a line.

import { begun, typeName, whatWasDone } from "../activity/sentence";
import { type Translate, useLanguage } from "../messages";
import type { Look } from "./looks";

export function Looks({ items }: { items: Look[] }) {
  const { t, moment } = useLanguage();
  return (
    <div className="frame">
      <table className="table">
        <caption className="unseen">{t("person.looked")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("looked.when")}</th>
            <th scope="col">{t("looked.who")}</th>
            <th scope="col">{t("looked.did")}</th>
            <th scope="col">{t("looked.where")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((it) => (
            <tr key={it.id}>
              <td className="looked-when">{moment(it.at)}</td>
              <td className="prose" data-heading={t("looked.who")}>
                {it.who ?? t("looked.nobody")}
              </td>
              <td data-heading={t("looked.did")}>
                {deedText(t, it)}{" "}
                {!it.done && <span className="badge bad">{t("looked.refused")}</span>}
                <small>{documentsText(t, it.documents)}</small>
              </td>
              <td className="looked-when" data-heading={t("looked.where")}>
                {it.address ?? t("looked.here")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was done, in the words that activity has for it. */
function deedText(t: Translate, { operation, done, documents }: Look): string {
  const resources = documents.map((document) => {
    const [type = "", id = ""] = document.split("/");
    return { type, id, version: 0 };
  });
  return begun(whatWasDone(t, { operation, outcome: done ? "done" : "refused", resources }));
}

/** The documents by type, each type once with how many there are. */
export function documentsText(t: Translate, documents: string[]): string {
  const counts = new Map<string, number>();
  for (const document of documents) {
    const type = document.split("/")[0] ?? document;
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return [...counts]
    .map(([type, count]) => [begun(typeName(t, type)), count] as const)
    .map(([name, count]) => (count > 1 ? `${name} × ${count}` : name))
    .join(", ");
}
