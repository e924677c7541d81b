// The files in a person's record: looked at here where that is safe, saved, and added to.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { Empty } from "../ui/States";
import { findFiles, HOLDERS, type HolderType, type RecordFile } from "./documents";
import { FileList } from "./FileList";
import { recordKeys, useSubjectName } from "./subject";
import { UploadDialog } from "./UploadDialog";
import { Viewer } from "./Viewer";

export function Component() {
  const may = useMay();
  const { id } = useSubjectName();
  const [shown, setShown] = useState<RecordFile | null>(null);
  const [adding, setAdding] = useState(false);
  return (
    <>
      {HOLDERS.map((type) => (
        <Files
          key={type}
          type={type}
          patient={id}
          onShow={setShown}
          onAdd={
            type === "DocumentReference" && may("create_upload") ? () => setAdding(true) : null
          }
        />
      ))}
      {shown && <Viewer key={shown.key} file={shown} onClose={() => setShown(null)} />}
      {adding && <UploadDialog patient={id} onClose={() => setAdding(false)} />}
    </>
  );
}

interface Props {
  type: HolderType;
  patient: string;
  onShow: (file: RecordFile) => void;
  onAdd: (() => void) | null;
}

function Files({ type, patient, onShow, onAdd }: Props) {
  const t = useT();
  const files = useInfiniteQuery({
    queryKey: [...recordKeys.documents({ type: "Patient", id: patient }), type],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => findFiles(type, patient, pageParam),
    getNextPageParam: (page) => page.next,
  });
  const isBare = files.data?.pages.every(({ items }) => items.length === 0);
  // What most records do not have takes no room in them.
  if (type !== "DocumentReference" && !files.error && (isBare ?? true) && !files.hasNextPage) {
    return null;
  }
  return (
    <Section
      title={t(`documents.${type}`)}
      action={
        onAdd && (
          <Button look="primary" onClick={onAdd}>
            {t("documents.add")}
          </Button>
        )
      }
    >
      <Pages of={files} empty={t("documents.none")}>
        {(items) =>
          items.length === 0 ? (
            <Empty>{t("documents.none")}</Empty>
          ) : (
            <FileList items={items} onShow={onShow} />
          )
        }
      </Pages>
    </Section>
  );
}
