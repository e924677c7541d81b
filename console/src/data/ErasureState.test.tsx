import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { LanguageProvider } from "../messages";
import { ErasureState } from "./ErasureState";

afterEach(cleanup);

function drawn(state: string) {
  render(
    <LanguageProvider>
      <ErasureState of={{ state, copies_until: "2026-12-30T12:00:00Z" }} />
    </LanguageProvider>,
  );
  return document.querySelector(".badge");
}

test("while copies from before still open it is not said to be over", () => {
  expect(drawn("removed")?.className).toBe("badge");
  expect(screen.getByText("Removed")).toBeTruthy();
  expect(screen.getByText(/^Copies close by .*30.*2026$/)).toBeTruthy();
});

test("once they do not it is", () => {
  expect(drawn("closed")?.className).toBe("badge good");
  expect(screen.getByText("Removed everywhere, from copies too")).toBeTruthy();
});

test("a state that has no words is shown as it is called", () => {
  expect(drawn("brand_new")?.textContent).toBe("brand_new");
});
