// What is kept of document types and their documents.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { findDocument, findType, listDocuments, listTypes, listVersions } from "./server";

export const typeKeys = {
  all: ["document-types"],
  one: (type: string) => ["document-types", type],
  documents: (type: string) => ["documents", type],
  document: (type: string, id: string) => ["documents", type, "one", id],
} as const;

export const useTypes = () => useQuery({ queryKey: typeKeys.all, queryFn: listTypes });

export const useType = (type: string) =>
  useQuery({ queryKey: typeKeys.one(type), queryFn: () => findType(type) });

export const useDocuments = (type: string, query: Record<string, string>) =>
  useInfiniteQuery({
    queryKey: [...typeKeys.documents(type), "list", query],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      listDocuments(type, pageParam === null ? { ...query, count: "50" } : { cursor: pageParam }),
    getNextPageParam: (page) => page.next,
  });

export const useDocument = (type: string, id: string) =>
  useQuery({
    queryKey: typeKeys.document(type, id),
    queryFn: () => findDocument(type, id),
    // What somebody is about to change is as new as can be.
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const useVersions = (type: string, id: string) =>
  useInfiniteQuery({
    queryKey: [...typeKeys.document(type, id), "versions"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => listVersions(type, id, pageParam),
    getNextPageParam: (page) => page.next,
  });
