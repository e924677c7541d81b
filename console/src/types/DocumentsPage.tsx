// The documents of a type, found by its indexes.

import { useState } from "react";
import { Link, useParams } from "react-router";
import type { Json } from "../json/scan";
import { memberOf, writeLine } from "../json/write";
import { listed, useLanguage } from "../messages";
import { useMay } from "../session/permissions";
import { Field, Select } from "../ui/Field";
import { Form } from "../ui/Form";
import { Pages } from "../ui/Pages";
import { Asked } from "../ui/States";
import { useDocuments, useType } from "./queries";
import { type Document, written } from "./server";

/** How many members of a document are shown in the list. */
const SHOWN = 4;
/** How long a value may be that is shown there. */
const LENGTH_MAX = 60;

export function Component() {
  const { t } = useLanguage();
  const may = useMay();
  const { type = "" } = useParams();
  const [query, setQuery] = useState<Record<string, string>>({});
  const documents = useDocuments(type, query);
  return (
    <>
      {may("create_document") && (
        <div className="row">
          <Link className="button primary" to={`/types/${type}/new`}>
            {t("typed.new")}
          </Link>
        </div>
      )}
      <Asked of={useType(type)}>
        {({ definition }) => <Find definition={definition} onFind={setQuery} />}
      </Asked>
      <Pages
        of={documents}
        empty={t(Object.keys(query).length > 0 ? "typed.notFound" : "typed.none")}
      >
        {(items) => <Documents type={type} items={items} />}
      </Pages>
    </>
  );
}

function Find(props: { definition: Json; onFind: (query: Record<string, string>) => void }) {
  const { t } = useLanguage();
  const indexes = memberOf(props.definition, "indexes");
  const names = indexes?.kind === "array" ? indexes.items.map((it) => memberOf(it, "name")) : [];
  const [by, setBy] = useState("_id");
  const [value, setValue] = useState("");
  const options = [
    { value: "_id", text: t("typed.id") },
    ...names.map(written).map((name) => ({ value: name, text: name })),
    ...(memberOf(props.definition, "subject")
      ? [{ value: "subject", text: t("typed.subject") }]
      : []),
  ];
  return (
    <div className="find-documents">
      <Form
        act={{ busy: false, error: null }}
        submit={t("typed.find")}
        look="secondary"
        onSubmit={() => props.onFind(value.trim() === "" ? {} : { [by]: value.trim() })}
      >
        <div className="pair">
          <Select label={t("typed.by")} value={by} options={options} onChoose={setBy} />
          <Field
            label={t("typed.value")}
            hint={t("typed.value.hint")}
            autoComplete="off"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </div>
      </Form>
    </div>
  );
}

function Documents({ type, items }: { type: string; items: Document[] }) {
  const { t, moment } = useLanguage();
  return (
    <div className="frame">
      <table className="table">
        <caption className="unseen">{t("types.documents")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("typed.id")}</th>
            <th scope="col">{t("typed.content")}</th>
            <th scope="col">{t("types.changed")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, content, version, updatedAt }) => (
            <tr key={id}>
              <td>
                <Link to={`/types/${type}/documents/${id}`}>{id}</Link>
              </td>
              <td className="prose" data-heading={t("typed.content")}>
                {preview(content)}
              </td>
              <td data-heading={t("types.changed")}>
                {moment(updatedAt)}
                <small>{t("typed.version", { version })}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function preview(content: Json | null): string {
  const members = content?.kind === "object" ? content.members : [];
  const parts = members.slice(0, SHOWN).map(([name, value]) => {
    const line = value.kind === "string" ? value.text : writeLine(value);
    return `${name}: ${line.length > LENGTH_MAX ? `${line.slice(0, LENGTH_MAX)}…` : line}`;
  });
  return listed([...parts, members.length > SHOWN && "…"]);
}
