// A person whom records are about, as their rights are asked for: by the type and the id of their own document.

import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import type { Translate } from "../messages";
import { en, type Key } from "../messages/en";

/** What a person's own document may be; `Subject` has none, but an id of the platform's own. */
export const SUBJECT_TYPES = [
  "Patient",
  "Practitioner",
  "RelatedPerson",
  "Person",
  "Subject",
] as const;

export interface SubjectName {
  type: string;
  id: string;
}

export const recordKeys = {
  subject: ({ type, id }: SubjectName) => ["subjects", type, id],
  corrections: ({ type, id }: SubjectName) => ["subjects", type, id, "corrections"],
  plan: ({ type, id }: SubjectName) => ["subjects", type, id, "plan"],
  looks: ({ type, id }: SubjectName) => ["subjects", type, id, "looks"],
  documents: ({ type, id }: SubjectName) => ["subjects", type, id, "documents"],
};

/** The person whom the address of the page names; a patient, where it names no type. */
export function useSubjectName(): SubjectName {
  const { type = "Patient", id = "" } = useParams();
  return { type, id };
}

/** How a request names a person. */
export function named({ type, id }: SubjectName) {
  return { path: { id }, query: { type } };
}

/** How a person's rights stand. It shows nothing of their record. */
export const useSubject = (name: SubjectName) =>
  useQuery<Schemas["Subject"]>({
    queryKey: recordKeys.subject(name),
    queryFn: () => answered(api.GET("/api/subjects/{id}", { params: named(name) })),
  });

/** What a person of this type is called; a type that has no words yet is shown as it is. */
export function typeName(t: Translate, type: string): string {
  const key = `subject.${type}`;
  return key in en ? t(key as Key) : type;
}

/** What the server writes down where nobody is named on whose word something is. */
const THEMSELVES = "the person";

/** On whose word something is; that it is the person's own is said in the language of the page. */
export const saidBy = (t: Translate, by: string) =>
  by === THEMSELVES ? t("rights.themselves") : by;
