// Lists of what persons have asked for. A page may show nobody, and others follow: all are looked through.

/** How many are shown, and how many pages are looked through, at most. */
const SHOWN_MAX = 100;
const PAGES_MAX = 20;

export interface PageQuery {
  count: number;
  cursor?: string;
}

interface Found<T> {
  items: T[];
  next?: string | null | undefined;
}

export async function everyPage<T>(
  ask: (query: PageQuery) => Promise<Found<T>>,
): Promise<{ items: T[] }> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX && items.length < SHOWN_MAX; page += 1) {
    const found = await ask(cursor === undefined ? { count: 500 } : { count: 500, cursor });
    items.push(...found.items);
    cursor = found.next ?? undefined;
    if (cursor === undefined) break;
  }
  return { items };
}
