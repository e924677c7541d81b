// Handing a file to whoever sits at the page. It lies nowhere but where the browser puts it.

/** How long the browser has to begin with it, in milliseconds. */
const KEPT = 60_000;

export function save(name: string, content: Blob) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}

/** A day as files are named by it, by the clock of whoever asks. */
export function dayOf(now: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
