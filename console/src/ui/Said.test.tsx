import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Problem } from "../api/problem";
import { LanguageProvider } from "../messages";
import { Said } from "./Said";

afterEach(() => {
  cleanup();
  localStorage.clear();
});

function shown(places: { path: string; message: string }[], detail = "") {
  const error = new Problem("invalid", 422, null, { detail, places });
  render(
    <LanguageProvider>
      <Said error={error} />
    </LanguageProvider>,
  );
}

test("what the server says is quoted in its own language, with words of the page before it", async () => {
  localStorage.setItem("ribcage.language", "nl");
  shown([{ path: "rating.score", message: "value is greater than 5" }]);
  expect(await screen.findByText("De server zegt, in het Engels:")).toBeTruthy();
  expect(screen.getByText("value is greater than 5").closest("[lang]")?.getAttribute("lang")).toBe(
    "en",
  );
});

test("where it says nothing, nothing is announced", () => {
  shown([]);
  expect(screen.queryByText("The server says:")).toBeNull();
});
