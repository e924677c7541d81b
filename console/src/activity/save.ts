// Hands a file to whoever sits there.

export function save(file: Blob, name: string) {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun to take it by then; keeping the address would keep the file in memory.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
