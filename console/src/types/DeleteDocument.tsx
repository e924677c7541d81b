// Marks a document as deleted. Its history stays.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { useAct } from "../ui/useAct";
import { typeKeys } from "./queries";
import { type Document, deleteDocument } from "./server";

export function DeleteDocument({ type, document }: { type: string; document: Document }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const act = useAct(
    useCallback(async () => {
      await deleteDocument(type, document);
      await navigate(`/types/${type}/documents`);
      await client.invalidateQueries({ queryKey: typeKeys.documents(type) });
    }, [client, navigate, type, document]),
  );
  return (
    <Section title={t("typed.delete.title")}>
      <div className="row spread">
        <p className="quiet">{t("typed.delete.text")}</p>
        <Button look="danger" onClick={() => setAsked(true)}>
          {t("typed.delete")}
        </Button>
      </div>
      {asked && (
        <Dialog title={t("typed.delete.title")} onClose={() => setAsked(false)}>
          <Form act={act} submit={t("typed.delete")} look="danger" onSubmit={() => void act.run()}>
            <p>{t("typed.delete.text")}</p>
          </Form>
        </Dialog>
      )}
    </Section>
  );
}
