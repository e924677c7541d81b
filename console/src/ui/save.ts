// Hands something to the browser as a file. It goes nowhere but into the downloads of whoever is there.

/** How long the browser has to begin with it, in milliseconds. For longer it would stay in memory. */
const KEPT = 10_000;

export function save(name: string, content: Blob) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
