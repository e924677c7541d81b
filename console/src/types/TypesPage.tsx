// The types of documents that an organisation has of its own.

import { Link } from "react-router";
import { memberOf } from "../json/write";
import { useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { useTypes } from "./queries";
import { type DocumentType, written } from "./server";

export function Component() {
  const { t } = useLanguage();
  const may = useMay();
  useTitle(t("types.title"));
  return (
    <>
      <h1>{t("types.title")}</h1>
      <div className="row spread">
        <p className="quiet">{t("types.text")}</p>
        {may("create_document_type") && (
          <Link className="button primary" to="/types/-new">
            {t("types.new")}
          </Link>
        )}
      </div>
      <Asked of={useTypes()}>
        {(types) =>
          types.length > 0 ? (
            <Types types={types} />
          ) : (
            <Section title={t("types.none")}>
              <p>{t("types.none.what")}</p>
              <p className="quiet">
                {t(may("create_document_type") ? "types.none.begin" : "types.none.others")}
              </p>
            </Section>
          )
        }
      </Asked>
    </>
  );
}

function Types({ types }: { types: DocumentType[] }) {
  const { t, moment } = useLanguage();
  return (
    <div className="frame">
      <table className="table">
        <caption className="unseen">{t("types.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("types.name")}</th>
            <th scope="col">{t("types.about")}</th>
            <th scope="col">{t("types.used")}</th>
            <th scope="col">{t("types.changed")}</th>
          </tr>
        </thead>
        <tbody>
          {types.map(({ name, definition, isUsed, updatedAt }) => (
            <tr key={name}>
              <td>
                <Link to={`/types/${name}`}>{name}</Link>
              </td>
              <td data-heading={t("types.about")}>{t(aboutOf(definition))}</td>
              <td data-heading={t("types.used")}>{t(isUsed ? "types.yes" : "types.notYet")}</td>
              <td data-heading={t("types.changed")}>{moment(updatedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function aboutOf(definition: DocumentType["definition"]) {
  const type = written(memberOf(memberOf(definition, "subject"), "type"));
  if (type === "Patient") return "types.about.Patient" as const;
  return type === "Subject" ? ("types.about.Subject" as const) : ("types.about.nobody" as const);
}
