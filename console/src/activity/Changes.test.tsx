import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { LanguageProvider } from "../messages";
import { Changes } from "./Changes";

afterEach(cleanup);

test("of a document that one may not read no element is said not to have been there", () => {
  const changes = [
    {
      resource: { type: "Observation", id: "1", version: 2 },
      differences: [{ path: "Observation.status", before: '"final"', after: '"amended"' }],
    },
    {
      resource: { type: "Patient", id: "2", version: 2 },
      differences: [{ path: "Patient.name" }],
    },
    { resource: { type: "Patient", id: "3", version: 2 }, differences: [] },
  ];
  render(
    <LanguageProvider>
      <Changes changes={changes} />
    </LanguageProvider>,
  );
  expect(screen.getByRole("row", { name: /Observation\.status/ }).textContent).toContain("amended");
  expect(screen.getByText("Patient.name")).toBeTruthy();
  expect(screen.queryByText("not there")).toBeNull();
  expect(screen.getByText(/which elements changed, and not what they hold/)).toBeTruthy();
  expect(screen.getByText("Nothing in it is different from before.")).toBeTruthy();
});
