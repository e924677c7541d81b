import { cleanup, fireEvent, render, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { LanguageProvider } from "../messages";
import { Confirm } from "./Confirm";

afterEach(cleanup);

function shown(isDone: boolean) {
  const [onConfirm, onClose] = [vi.fn(async () => isDone), vi.fn()];
  render(
    <LanguageProvider>
      <Confirm
        title="Remove Blue key"
        text="There is no way back."
        submit="Remove"
        act={{ busy: false, error: null }}
        onConfirm={onConfirm}
        onClose={onClose}
      />
    </LanguageProvider>,
  );
  const form = document.querySelector("dialog form");
  if (!form) throw new Error("nothing is asked");
  return { form, onConfirm, onClose };
}

test("nothing is done before it is confirmed, and then it closes", async () => {
  const { form, onConfirm, onClose } = shown(true);
  expect(onConfirm).not.toHaveBeenCalled();
  fireEvent.submit(form);
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});

test("what did not go well stays, so that it says why", async () => {
  const { form, onConfirm, onClose } = shown(false);
  fireEvent.submit(form);
  await waitFor(() => expect(onConfirm).toHaveBeenCalledOnce());
  expect(onClose).not.toHaveBeenCalled();
});
