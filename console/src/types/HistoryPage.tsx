// The versions of a document, newest first.

import { Link, useParams } from "react-router";
import { writePretty } from "../json/write";
import { useLanguage } from "../messages";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { useVersions } from "./queries";

export function Component() {
  const { t, moment } = useLanguage();
  const { type = "", id = "" } = useParams();
  const versions = useVersions(type, id);
  return (
    <>
      <p>
        <Link to={`/types/${type}/documents/${id}`}>{t("typed.newest")}</Link>
      </p>
      <Section title={t("typed.history")} text={id}>
        <Pages of={versions} empty={t("typed.none")}>
          {(items) => (
            <ul className="versions">
              {items.map(({ version, updatedAt, content }) => (
                <li key={version}>
                  {content ? (
                    <details>
                      <summary>
                        {t("typed.version", { version })}, {moment(updatedAt)}
                      </summary>
                      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys too */}
                      <pre className="shown" tabIndex={0}>
                        {writePretty(content)}
                      </pre>
                    </details>
                  ) : (
                    <p>
                      {t("typed.version", { version })}, {moment(updatedAt)}{" "}
                      <span className="badge bad">{t("typed.deleted")}</span>
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Pages>
      </Section>
    </>
  );
}
