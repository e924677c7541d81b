// Who wants to be erased, and who says that something is wrong.

import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useMay } from "../session/permissions";
import { everyPage } from "./everyPage";

/** Beneath `["objections"]`, which is asked for anew whenever somebody's rights change. */
const WISHES = ["objections", "erasure-requests"] as const;
const CORRECTIONS = ["objections", "corrections"] as const;

export function useErasureWishes() {
  const may = useMay();
  return useQuery({
    queryKey: WISHES,
    queryFn: () =>
      everyPage((query) => answered(api.GET("/api/erasure-requests", { params: { query } }))),
    enabled: may("list_erasure_requests"),
  });
}

export function useOpenCorrections() {
  const may = useMay();
  return useQuery({
    queryKey: CORRECTIONS,
    queryFn: () =>
      everyPage((query) => answered(api.GET("/api/corrections", { params: { query } }))),
    enabled: may("list_open_corrections"),
  });
}
