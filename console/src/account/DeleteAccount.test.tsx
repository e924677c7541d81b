import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LanguageProvider } from "../messages";
import { DeleteAccount } from "./DeleteAccount";

const { roles, remove, end, navigate } = vi.hoisted(() => ({
  roles: [] as string[],
  remove: vi.fn(),
  end: vi.fn(async () => {}),
  navigate: vi.fn(async () => {}),
}));
vi.mock("../api/client", () => ({ api: { DELETE: remove } }));
vi.mock("../session/SessionProvider", () => ({
  useSession: () => ({ roles, tenant_name: "Clinic" }),
  useSessionState: () => ({ end }),
}));
vi.mock("../session/StepUp", () => ({ useStepUp: () => (action: () => unknown) => action() }));
vi.mock("react-router", () => ({ useNavigate: () => navigate }));

beforeEach(() => void roles.splice(0));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const answer = (status: number, body: object) =>
  remove.mockResolvedValue({
    ...(status < 400 ? { data: body } : { error: body }),
    response: new Response(null, { status }),
  });

function open() {
  render(
    <LanguageProvider>
      <DeleteAccount email="dora@clinic.example" />
    </LanguageProvider>,
  );
  fireEvent.click(screen.getByRole("button", { name: "Delete my account" }));
}

/** Types something into the dialog, and asks for it to be done. */
function confirm(typed: string) {
  const dialog = document.querySelector("dialog");
  const field = dialog?.querySelector("input[autocomplete]");
  const form = dialog?.querySelector("form");
  if (!field || !form) throw new Error("there is no form to confirm by");
  fireEvent.change(field, { target: { value: typed } });
  fireEvent.submit(form);
}

test("nothing is deleted before the address is typed as it is", async () => {
  open();
  confirm("dora@clinic");
  expect(remove).not.toHaveBeenCalled();
  answer(200, { id: "of-dora" });
  confirm(" dora@clinic.example ");
  await waitFor(() => expect(end).toHaveBeenCalledWith({ why: "out" }));
  expect(remove).toHaveBeenCalledExactlyOnceWith("/auth/account");
  expect(navigate).toHaveBeenCalledWith("/gone/of-dora", { replace: true });
});

test("a receipt that is yet to come is waited for on the same page", async () => {
  open();
  answer(202, { id: "of-dora" });
  confirm("dora@clinic.example");
  await waitFor(() => expect(navigate).toHaveBeenCalledWith("/gone/of-dora", { replace: true }));
});

test("whoever administers this organisation is told so before they ask", () => {
  roles.push("administrator");
  open();
  expect(document.querySelector("dialog")).toBeNull();
  expect(screen.getByText(/You administer Clinic\. First another administrator/)).toBeTruthy();
});

test("whoever administers another organisation is told so, and stays", async () => {
  open();
  answer(422, { code: "unprocessable" });
  confirm("dora@clinic.example");
  await waitFor(() => expect(screen.getByText(/You administer an organisation\./)).toBeTruthy());
  expect(end).not.toHaveBeenCalled();
  expect(navigate).not.toHaveBeenCalled();
});
