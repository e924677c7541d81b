// Looks at a file: a picture, a text or a PDF, out of memory. What it is for the browser is said here, not in the file.

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Notice } from "../ui/Notice";
import { Asked, Loading } from "../ui/States";
import { save } from "../ui/save";
import { type Content, fetchContent, lookOf } from "./content";
import type { RecordFile } from "./documents";
import { savedName, shownName } from "./fileName";
import { Picture } from "./Picture";
import { useAddress } from "./useAddress";

/** How much of a text is shown, in bytes. */
const TEXT_MAX = 1_000_000;
/** How a PDF begins, within so many bytes (ISO 32000-1, annex H.3.4.1). */
const PDF_START = "%PDF-";
const PDF_START_WITHIN = 1024;

export function Viewer({ file, onClose }: { file: RecordFile; onClose: () => void }) {
  const t = useT();
  const content = useQuery({
    queryKey: ["content", file.key],
    queryFn: () => fetchContent(file.attachment),
    // It stays in memory no longer than it is looked at.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const name = shownName(file.title ?? "") || t("documents.unnamed");
  return (
    <Dialog title={name} onClose={onClose}>
      <div className="viewer">
        <Asked of={content}>
          {(found) => (
            <>
              <Shown content={found} name={name} />
              <div className="row">
                <Button
                  onClick={() =>
                    save(
                      savedName(file.title, found.type),
                      new Blob([found.blob], { type: found.type }),
                    )
                  }
                >
                  {t("documents.save")}
                </Button>
              </div>
            </>
          )}
        </Asked>
      </div>
    </Dialog>
  );
}

function Shown({ content, name }: { content: Content; name: string }) {
  const t = useT();
  const look = lookOf(content.type);
  if (look === "picture") return <Picture content={content} name={name} />;
  if (look === "text") return <Text content={content} name={name} />;
  if (look === "pdf") return <Pdf content={content} name={name} />;
  return <Notice>{t("documents.notShown")}</Notice>;
}

function Text({ content: { blob }, name }: { content: Content; name: string }) {
  const t = useT();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void blob
      .slice(0, TEXT_MAX)
      .text()
      .then((read) => current && setText(read));
    return () => {
      current = false;
    };
  }, [blob]);
  if (text === null) return <Loading />;
  return (
    <>
      {blob.size > TEXT_MAX && <Notice>{t("documents.cut")}</Notice>}
      <textarea className="text" readOnly aria-label={name} value={text} />
    </>
  );
}

function Pdf({ content, name }: { content: Content; name: string }) {
  const t = useT();
  const address = useAddress(content);
  const [isPdf, setIsPdf] = useState<boolean | null>(null);
  useEffect(() => {
    let current = true;
    void content.blob
      .slice(0, PDF_START_WITHIN)
      .text()
      .then((start) => current && setIsPdf(start.includes(PDF_START)));
    return () => {
      current = false;
    };
  }, [content.blob]);
  if (isPdf === false) return <Notice>{t("documents.broken")}</Notice>;
  if (!isPdf || !address) return <Loading />;
  return (
    <>
      {navigator.pdfViewerEnabled ? (
        <iframe src={address} title={name} />
      ) : (
        <Notice>{t("documents.noViewer")}</Notice>
      )}
    </>
  );
}
