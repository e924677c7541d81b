import { afterEach, describe, expect, it, vi } from "vitest";
import { SESSION_REFUSED } from "../api/client";
import { followFhir, InvalidResource, readFhir, searchFhir, writeFhir } from "./client";

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  const asked = vi.fn(
    async (_: string, __: RequestInit) =>
      new Response(body === null ? null : JSON.stringify(body), { status, headers }),
  );
  vi.stubGlobal("fetch", asked);
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

const outcome = (issue: object) => ({ resourceType: "OperationOutcome", issue: [issue] });

describe("the FHIR face", () => {
  it("gives a resource with its version", async () => {
    const patient = { resourceType: "Patient", id: "a" };
    const asked = answer(200, patient, { etag: 'W/"3"' });
    expect(await readFhir("Patient/a")).toEqual({ resource: patient, version: "3" });
    expect(asked.mock.calls[0]?.[0]).toBe("/fhir/R4/Patient/a");
  });

  it("asks nothing else for an id that leads elsewhere", async () => {
    const asked = answer(200, {});
    for (const id of ["..", "../../../api/roles", "%2e%2e/x", "a#b", "a b", "%E0%A4%A/../.."]) {
      await expect(readFhir(`Patient/${id}`), id).rejects.toMatchObject({ code: "not_found" });
      await expect(writeFhir("PATCH", `Patient/${id}`, [])).rejects.toMatchObject({ status: 404 });
    }
    expect(asked).not.toHaveBeenCalled();
  });

  it("changes only the version it was told", async () => {
    const asked = answer(200, {}, { etag: 'W/"4"' });
    await writeFhir("PATCH", "Patient/a", [], { ifMatch: "3" });
    const headers = asked.mock.calls[0]?.[1].headers as Headers;
    expect(headers.get("if-match")).toBe('W/"3"');
    expect(headers.get("content-type")).toBe("application/json-patch+json");
  });

  it("fails with the code of the problem", async () => {
    const details = { coding: [{ system: "urn:ribcage:problem", code: "version_mismatch" }] };
    answer(412, outcome({ severity: "error", code: "conflict", details }));
    await expect(readFhir("Patient/a")).rejects.toMatchObject({
      code: "version_mismatch",
      status: 412,
    });
  });

  it("says what is wrong with a resource, and where", async () => {
    const issue = { severity: "error", code: "value", expression: ["Patient.gender"] };
    answer(400, outcome({ ...issue, diagnostics: "no such code" }));
    const failure = await writeFhir("PUT", "Patient/a", {}).catch((it) => it);
    expect(failure).toBeInstanceOf(InvalidResource);
    expect(failure).toMatchObject({
      code: "invalid",
      said: { places: [{ path: "Patient.gender", message: "no such code" }] },
    });
  });

  it("tells the page that the session is refused", async () => {
    const heard = vi.fn();
    window.addEventListener(SESSION_REFUSED, heard, { once: true });
    const details = { coding: [{ system: "urn:ribcage:problem", code: "unauthenticated" }] };
    answer(401, outcome({ severity: "error", code: "login", details }));
    await expect(readFhir("Patient/a")).rejects.toMatchObject({ code: "unauthenticated" });
    expect(heard).toHaveBeenCalledOnce();
  });

  it("keeps what is searched for out of the address, and follows pages under its own", async () => {
    const url = "https://inside.example/fhir/R4/Patient?_cursor=abc";
    const asked = answer(200, {
      resourceType: "Bundle",
      type: "searchset",
      total: 2,
      link: [{ relation: "next", url }],
      entry: [
        { resource: { resourceType: "Patient", id: "a" }, search: { mode: "match" } },
        { resource: { resourceType: "Organization", id: "b" }, search: { mode: "include" } },
      ],
    });
    const page = await searchFhir("Patient", [["name", "Jansen"]]);
    expect(asked.mock.calls[0]?.[0]).toBe("/fhir/R4/Patient/_search");
    expect(String(asked.mock.calls[0]?.[1].body)).toBe("name=Jansen");
    expect([page.items.length, page.included.length, page.total]).toEqual([1, 1, 2]);
    await followFhir(page.next ?? "");
    expect(asked.mock.calls[1]?.[0]).toBe("/fhir/R4/Patient?_cursor=abc");
  });
});
