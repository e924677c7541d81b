// What a page shows while it loads, when it fails, and when there is nothing.

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isProblem } from "../api/problem";
import { useT } from "../messages";
import { Button } from "./Button";
import { Notice } from "./Notice";
import { words } from "./words";

export function Loading() {
  const t = useT();
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      <span>{t("app.loading")}</span>
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

/** That something is not for somebody's role, and how they go on. */
export function Denied() {
  const t = useT();
  return (
    <Notice title={t("failed.denied.title")}>
      <p>{t("failed.denied")}</p>
      <p>
        <a href="#/">{t("app.start")}</a>
      </p>
    </Notice>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  if (isProblem(error, "denied")) {
    return <Denied />;
  }
  if (isProblem(error, "not_found")) {
    return <Notice title={t("failed.not_found.title")}>{t("failed.not_found")}</Notice>;
  }
  return (
    <Notice kind="bad" title={t("failed.title")}>
      <p>{words(t, error)}</p>
      <Button onClick={onRetry}>{t("app.retry")}</Button>
    </Notice>
  );
}

/** Shows what was asked for once it is there, and until then how it stands. */
export function Asked<T>(props: { of: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { data, error, refetch } = props.of;
  if (data !== undefined) return props.children(data);
  if (error) return <Failed error={error} onRetry={() => void refetch()} />;
  return <Loading />;
}
