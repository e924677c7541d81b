// A document in one of its versions, as the caller may see it.

import { api, type Schemas } from "../api/client";
import { answered, Problem } from "../api/problem";
import { readFhirText } from "../fhir/client";
import type { Operation } from "../session/permissions";

type Resource = Schemas["Resource"];

/** Types of FHIR begin with a capital letter, those of an organisation with a small one. */
const isOfTenant = ({ type }: Resource) => /^[a-z]/.test(type);

/** What the platform itself keeps, which has no versions to look at. */
export const PLATFORM = [
  "AccessToken",
  "Account",
  "Affiliation",
  "Backup",
  "BulkExport",
  "Capabilities",
  "Client",
  "Correction",
  "Credentials",
  "Directory",
  "Document",
  "DocumentType",
  "Erasure",
  "Event",
  "Export",
  "Index",
  "Invitation",
  "Job",
  "Log",
  "Mail",
  "Membership",
  "Policy",
  "Role",
  "RootKey",
  "Session",
  "SignIn",
  "SignInName",
  "Status",
  "Subject",
  "SubjectRights",
  "Tenant",
  "TenantCredential",
  "TenantDeletion",
  "Upload",
  "User",
];

/** Whether the caller's roles let them look. What is in a document may still be kept from them. */
export function isReadable(resource: Resource, may: (operation: Operation) => boolean): boolean {
  if (isOfTenant(resource)) return may("list_document_history");
  return !PLATFORM.includes(resource.type) && may("read_resource_version");
}

/** The JSON text of a version. */
export async function versionOf(resource: Resource): Promise<string> {
  const { type, id, version } = resource;
  if (!isOfTenant(resource)) {
    return readFhirText(`${type}/${id}/_history/${version}`);
  }
  let cursor: string | null = null;
  do {
    const query = cursor === null ? { count: 500 } : { count: 500, cursor };
    const params = { path: { type, id }, query };
    const page: Schemas["DocumentList"] = await answered(
      api.GET("/api/types/{type}/{id}/history", { params }),
    );
    const found = page.items.find((item) => item.version === version);
    if (found?.content) return JSON.stringify(found.content);
    cursor = found ? null : (page.next ?? null);
  } while (cursor !== null);
  throw new Problem("not_found", 404);
}
