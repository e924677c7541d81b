// Names of files that others have chosen: shown, and offered for download, without what is there to deceive.

/** Endings by what a file is. Whatever else its name says, the browser and the system go by its end. */
const ENDINGS: Record<string, readonly string[]> = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/gif": ["gif"],
  "image/webp": ["webp"],
  "image/svg+xml": ["svg"],
  "text/plain": ["txt"],
  "text/csv": ["csv"],
  "text/html": ["html", "htm"],
  "application/json": ["json"],
  "application/dicom": ["dcm"],
};
const LENGTH_MAX = 100;

/** The type alone, without what is said beside it (RFC 9110, section 8.3.1). */
export function plainType(type: string | null | undefined): string {
  return type?.split(";")[0]?.trim().toLowerCase() || "application/octet-stream";
}

/** A name as it can be shown: without signs that are not seen, or turn around how the rest is read. */
export function shownName(name: string): string {
  return name
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** A name to save a file under: of no folder, not hidden, and with the end that goes with what it is. */
export function savedName(name: string | null, type: string): string {
  const safe = shownName(name ?? "")
    .replace(/[/\\:*?"<>|]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const short = [...safe].slice(0, LENGTH_MAX).join("") || "document";
  const endings = ENDINGS[plainType(type)];
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(short)?.[1]?.toLowerCase();
  if (!endings) return ending ? short : `${short}.bin`;
  return ending && endings.includes(ending) ? short : `${short}.${endings[0]}`;
}
