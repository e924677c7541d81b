// Document types and their documents, asked for as text: so every digit and the order of members stay.

import { api } from "../api/client";
import { answered } from "../api/problem";
import { type Json, scanJson } from "../json/scan";
import { memberOf, writeLine } from "../json/write";

export interface DocumentType {
  name: string;
  definition: Json;
  /** Whether there are documents of it, or were: then whom they are about and the indexes stay as they are. */
  isUsed: boolean;
  version: string;
  updatedAt: string;
}

export interface Document {
  id: string;
  version: string;
  updatedAt: string;
  /** Null in a version that says that it was deleted. */
  content: Json | null;
}

export interface DocumentPage {
  items: Document[];
  next: string | null;
  total: number | null;
}

const asText = { parseAs: "text" } as const;
/** The text goes as it is. */
const asIs = { bodySerializer: (body: unknown) => body as string };
/** The client's types know bodies as objects. */
const body = (text: string) => text as unknown as Record<string, never>;
const ifMatch = (version: string) => ({ "If-Match": `"${version}"` });

export async function listTypes(): Promise<DocumentType[]> {
  const found = memberOf(scanJson(await answered(api.GET("/api/document-types", asText))), "items");
  return found?.kind === "array" ? found.items.map(typeOf) : [];
}

export async function findType(type: string): Promise<DocumentType> {
  const params = { path: { type } };
  const text = await answered(api.GET("/api/document-types/{type}", { params, ...asText }));
  return typeOf(scanJson(text));
}

export async function createType(name: string, definition: Json): Promise<DocumentType> {
  const sent = `{"name": ${JSON.stringify(name)}, "definition": ${writeLine(definition)}}`;
  const text = await answered(
    api.POST("/api/document-types", { body: body(sent) as never, ...asIs, ...asText }),
  );
  return typeOf(scanJson(text));
}

export async function updateType(
  { name, version }: DocumentType,
  definition: Json,
): Promise<DocumentType> {
  const params = { path: { type: name }, header: ifMatch(version) };
  const sent = body(writeLine(definition)) as never;
  const text = await answered(
    api.PUT("/api/document-types/{type}", { params, body: sent, ...asIs, ...asText }),
  );
  return typeOf(scanJson(text));
}

/** What is looked for: `cursor`, and names of indexes with what they are to be. */
export async function listDocuments(
  type: string,
  query: Record<string, string>,
): Promise<DocumentPage> {
  const params = { path: { type }, query };
  return pageOf(await answered(api.GET("/api/types/{type}", { params, ...asText })));
}

export async function findDocument(type: string, id: string): Promise<Document> {
  const params = { path: { type, id } };
  const text = await answered(api.GET("/api/types/{type}/{id}", { params, ...asText }));
  return documentOf(scanJson(text));
}

export async function listVersions(
  type: string,
  id: string,
  cursor: string | null,
): Promise<DocumentPage> {
  const params = { path: { type, id }, query: cursor === null ? {} : { cursor } };
  return pageOf(await answered(api.GET("/api/types/{type}/{id}/history", { params, ...asText })));
}

export async function createDocument(type: string, content: string): Promise<Document> {
  const params = { path: { type } };
  const text = await answered(
    api.POST("/api/types/{type}", { params, body: body(content), ...asIs, ...asText }),
  );
  return documentOf(scanJson(text));
}

export async function updateDocument(
  type: string,
  { id, version }: Pick<Document, "id" | "version">,
  content: string,
): Promise<Document> {
  const params = { path: { type, id }, header: ifMatch(version) };
  const text = await answered(
    api.PUT("/api/types/{type}/{id}", { params, body: body(content), ...asIs, ...asText }),
  );
  return documentOf(scanJson(text));
}

export async function deleteDocument(
  type: string,
  { id, version }: Pick<Document, "id" | "version">,
): Promise<void> {
  const params = { path: { type, id }, header: ifMatch(version) };
  await answered(api.DELETE("/api/types/{type}/{id}", { params }));
}

/** A text or a number, as it is written. */
export function written(value: Json | undefined): string {
  if (value?.kind === "string") return value.text;
  return value?.kind === "number" ? value.digits : "";
}

function typeOf(it: Json): DocumentType {
  const isUsed = memberOf(it, "is_used");
  return {
    name: written(memberOf(it, "name")),
    definition: memberOf(it, "definition") ?? { kind: "object", members: [] },
    isUsed: isUsed?.kind === "literal" && isUsed.value === true,
    version: written(memberOf(it, "version")),
    updatedAt: written(memberOf(it, "updated_at")),
  };
}

function documentOf(it: Json): Document {
  const content = memberOf(it, "content");
  return {
    id: written(memberOf(it, "id")),
    version: written(memberOf(it, "version")),
    updatedAt: written(memberOf(it, "updated_at")),
    content: content?.kind === "object" ? content : null,
  };
}

function pageOf(text: string): DocumentPage {
  const page = scanJson(text);
  const items = memberOf(page, "items");
  const total = memberOf(page, "total");
  return {
    items: items?.kind === "array" ? items.items.map(documentOf) : [],
    next: written(memberOf(page, "next")) || null,
    total: total?.kind === "number" ? Number(total.digits) : null,
  };
}
