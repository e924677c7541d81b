// The documents of a person: what their record holds as files, in whichever of three kinds of resource they stand.

import { followFhir, type Parameters, searchFhir } from "../fhir/client";
import type { CodeableConcept, Reference, Resource } from "../fhir/types";
import { conceptText } from "../fhir/values";

export interface Attachment {
  contentType?: string;
  data?: string;
  url?: string;
  title?: string;
  size?: number;
  creation?: string;
}

/** A file, with what is said of it. */
export interface RecordFile {
  key: string;
  title: string | null;
  kind: string | null;
  at: string | null;
  status: string | null;
  attachment: Attachment;
}

export interface FilePage {
  items: RecordFile[];
  next: string | null;
}

interface Holder extends Resource {
  status?: string;
  docStatus?: string;
  type?: CodeableConcept;
  code?: CodeableConcept;
  description?: string;
  subject?: Reference;
  date?: string;
  issued?: string;
  createdDateTime?: string;
  effectiveDateTime?: string;
  content?: Attachment | { attachment: Attachment }[];
  presentedForm?: Attachment[];
}

export const HOLDERS = ["DocumentReference", "DiagnosticReport", "Media"] as const;
export type HolderType = (typeof HOLDERS)[number];

const SORTS: Record<HolderType, string> = {
  DocumentReference: "-date",
  DiagnosticReport: "-issued",
  Media: "-created",
};
/** Files may stand in a resource whole, so a page of them is a short one. */
const PAGE = 20;
/** How many pages without any are looked at before somebody is asked whether to go on. */
const PAGES_LOOKED = 10;

export async function findFiles(
  type: HolderType,
  patient: string,
  cursor: string | null,
): Promise<FilePage> {
  const parameters: Parameters = [
    ["patient", `Patient/${patient}`],
    ["_sort", SORTS[type]],
    ["_count", String(PAGE)],
  ];
  let page =
    cursor === null ? await searchFhir<Holder>(type, parameters) : await followFhir<Holder>(cursor);
  let files = page.items.flatMap(filesIn);
  // Many reports have no file: whoever has but one should not have to page through all of the others.
  for (let looked = 1; files.length === 0 && page.next && looked < PAGES_LOOKED; looked += 1) {
    page = await followFhir<Holder>(page.next);
    files = page.items.flatMap(filesIn);
  }
  return { items: files, next: page.next };
}

export function filesIn(holder: Holder): RecordFile[] {
  const { content, presentedForm = [] } = holder;
  const attachments = Array.isArray(content)
    ? content.map(({ attachment }) => attachment)
    : [...(content ? [content] : []), ...presentedForm];
  const kind = conceptText(holder.type ?? holder.code);
  return attachments.map((attachment, at) => ({
    key: `${holder.resourceType}/${holder.id}/${at}`,
    title: attachment.title ?? holder.description ?? null,
    kind: kind || null,
    at:
      holder.date ??
      holder.createdDateTime ??
      holder.issued ??
      holder.effectiveDateTime ??
      attachment.creation ??
      null,
    status: holder.status ?? null,
    attachment,
  }));
}
