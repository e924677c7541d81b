// The documents of a record, each to be taken away as it is. None is shown in the page: what is in it is anybody's.

import type { DocumentReference } from "../fhir/types";
import { useLanguage } from "../messages";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { AttachmentButton } from "./AttachmentButton";
import type { Attachment } from "./attachment";
import { useOwn } from "./queries";
import { conceptName, dayText } from "./words";

interface Document extends DocumentReference {
  content?: { attachment?: Attachment }[];
}

export function Documents() {
  const { t, locale } = useLanguage();
  const documents = useOwn<Document>("DocumentReference", "-date", 50);
  return (
    <Section title={t("record.documents")}>
      <Pages of={documents} empty={t("record.documents.none")}>
        {(items) => (
          <ul className="list">
            {items.map((document) => {
              const name = nameOf(document) ?? t("record.documents.unnamed");
              return (
                <li key={document.id}>
                  <p>
                    <strong>{name}</strong>
                    <small>{document.date && dayText(locale, document.date)}</small>
                  </p>
                  <span className="row">
                    {(document.content ?? []).map(
                      ({ attachment }) =>
                        attachment && (
                          <AttachmentButton
                            key={attachment.url ?? attachment.title ?? ""}
                            attachment={attachment}
                            name={name}
                          />
                        ),
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </Pages>
    </Section>
  );
}

function nameOf({ description, type, content }: Document): string | null {
  return description ?? conceptName(type) ?? content?.[0]?.attachment?.title ?? null;
}
