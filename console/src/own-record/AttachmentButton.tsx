// Takes the content of a document away as a file.

import { useCallback } from "react";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { save } from "../ui/save";
import { useAct } from "../ui/useAct";
import { words } from "../ui/words";
import { type Attachment, fetchAttachment, fileName, isHere } from "./attachment";

export function AttachmentButton({ attachment, name }: { attachment: Attachment; name: string }) {
  const t = useT();
  const act = useAct(
    useCallback(async () => {
      save(fileName(name, attachment), await fetchAttachment(attachment));
    }, [attachment, name]),
  );
  return (
    <span className="own-attachment">
      <Button
        look="quiet"
        busy={act.busy}
        why={isHere(attachment) ? null : t("record.documents.elsewhere")}
        aria-label={t("record.documents.saveOne", { name })}
        onClick={() => void act.run()}
      >
        {t("record.documents.save")}
      </Button>
      {act.error !== null && (
        <small className="wrong" role="alert">
          {words(t, act.error)}
        </small>
      )}
    </span>
  );
}
