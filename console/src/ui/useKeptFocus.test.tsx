import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { useKeptFocus } from "./useKeptFocus";

afterEach(cleanup);

function Page() {
  useKeptFocus();
  const [done, setDone] = useState<string[]>([]);
  const act = (name: string) =>
    !done.includes(name) && (
      <button type="button" onClick={() => setDone([...done, name])}>
        {name}
      </button>
    );
  return (
    <main tabIndex={-1}>
      <section aria-label="Wishes">{act("withdraw")}</section>
      {!done.includes("leave") && <section aria-label="Leaving">{act("leave")}</section>}
    </main>
  );
}

const press = (name: string) => {
  const button = screen.getByRole("button", { name });
  button.focus();
  fireEvent.click(button);
};

test("what stands around an action has the focus once the action is gone", async () => {
  render(<Page />);
  press("withdraw");
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByRole("region", { name: "Wishes" })),
  );
  press("leave");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("main")));
});

test("whoever has clicked beside everything is left alone", async () => {
  render(<Page />);
  const button = screen.getByRole("button", { name: "withdraw" });
  button.focus();
  button.blur();
  await Promise.resolve();
  fireEvent.click(button);
  await waitFor(() => expect(screen.queryByRole("button", { name: "withdraw" })).toBe(null));
  expect(document.activeElement).toBe(document.body);
});
