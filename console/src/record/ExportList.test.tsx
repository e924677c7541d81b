import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LanguageProvider } from "../messages";
import { ExportList } from "./ExportList";

const state = vi.hoisted(() => ({ session: null as null | { user: { name: string } } }));
vi.mock("../session/SessionProvider", () => ({ useSessionState: () => state }));
beforeEach(() => {
  state.session = { user: { name: "Ben" } };
});
afterEach(cleanup);

const OTHERS = "Sealed for whom Nora chose. Nobody else can open it.";

function shown(by: string, state = "ready") {
  const [requested_at, expires_at] = ["2026-11-29T12:00:00Z", "2026-11-30T12:00:00Z"];
  const items = [{ id: "one", by, requested_at, expires_at, state }];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <LanguageProvider>
        <ExportList items={items} named={false} mayRead mayRemove />
      </LanguageProvider>
    </QueryClientProvider>,
  );
  return screen.queryByText(OTHERS);
}

test("an archive that somebody else has asked for is said to open for whom they chose alone", () => {
  expect(shown("Nora")).toBeTruthy();
  expect(screen.getByRole("link", { name: /^Download/ }).className).toContain("quiet");
});

test("one's own is not", () => {
  expect(shown("Ben")).toBeNull();
  expect(screen.getByRole("link", { name: /^Download/ }).className).not.toContain("quiet");
});

test("where nobody has a session, since the account is closed, it is said of none", () => {
  state.session = null;
  expect(shown("Nora")).toBeNull();
});

test("of what is gone nothing is to be opened", () => expect(shown("Nora", "gone")).toBeNull());
