import { expect, test, vi } from "vitest";

const { asked } = vi.hoisted(() => {
  // The client takes it when it is made.
  const asked = vi.fn(async (_: Request) => new Response("{}"));
  globalThis.fetch = asked as unknown as typeof fetch;
  return { asked };
});

import { api } from "./client";
import { answered } from "./problem";

const found = (type: string, id: string) =>
  answered(api.GET("/api/types/{type}/{id}", { params: { path: { type, id } } }));

test("an id that would lead elsewhere is that of nothing, and is not asked for", async () => {
  for (const [type, id] of [
    ["..", "tenant"],
    ["note", ".."],
    [".", "x"],
  ] as const) {
    await expect(found(type, id)).rejects.toMatchObject({ code: "not_found", status: 404 });
  }
  expect(asked).not.toHaveBeenCalled();
  // Of this nothing is read but an id.
  await found("note", "../tenant?x#y");
  const [request] = asked.mock.calls[0] ?? [];
  expect(new URL(request?.url ?? "").pathname).toBe("/api/types/note/..%2Ftenant%3Fx%23y");
});
