// A list that comes page by page.

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useT } from "../messages";
import { Button } from "./Button";
import { Empty, Failed, Loading } from "./States";

interface Props<T> {
  of: UseInfiniteQueryResult<InfiniteData<{ items: T[] }>>;
  empty: string;
  children: (items: T[]) => ReactNode;
}

export function Pages<T>({ of, empty, children }: Props<T>) {
  const t = useT();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = of;
  const failed = error && <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return failed ?? <Loading />;
  const items = data.pages.flatMap((page) => page.items);
  return (
    <>
      {failed}
      {items.length === 0 ? <Empty>{empty}</Empty> : children(items)}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("app.more")}
        </Button>
      )}
    </>
  );
}
