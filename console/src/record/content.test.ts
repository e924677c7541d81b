import { expect, test } from "vitest";
import { binaryOf, elsewhere, fetchContent, lookOf } from "./content";

test.each([
  "image/svg+xml",
  "text/html",
  "application/xhtml+xml",
  "text/xml",
  "application/xml",
  "",
])("%s is not looked at here", (type) => expect(lookOf(type)).toBeNull());

test("a type is looked at whatever is said beside it", () => {
  expect(lookOf("TEXT/plain; charset=utf-8")).toBe("text");
  expect(lookOf("image/png")).toBe("picture");
  expect(lookOf("application/pdf")).toBe("pdf");
});

test("content comes from this server alone", () => {
  const own = `${window.location.origin}/fhir/R4/Binary/b-1`;
  expect(binaryOf({ url: own })).toBe("b-1");
  expect(binaryOf({ url: "Binary/b-1/_history/2" })).toBe("b-1");
  for (const url of [
    "https://evil.example/fhir/R4/Binary/b-1",
    "//evil.example/Binary/b",
    "Binary/../Patient",
    "Patient/p",
    "javascript:alert(1)",
    "data:text/html,x",
  ]) {
    expect(binaryOf({ url }), url).toBeNull();
    expect(elsewhere({ url }), url).not.toBeNull();
  }
  expect(elsewhere({ url: "https://evil.example/x" })).toBe("evil.example");
  expect(elsewhere({ url: own })).toBeNull();
});

test("what stands in a document is decoded", async () => {
  const { type, blob } = await fetchContent({ contentType: "text/plain", data: "SGVs\nbG8=" });
  expect([type, await blob.text()]).toEqual(["text/plain", "Hello"]);
});
