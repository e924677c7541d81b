// The receipt of an erasure, to be kept elsewhere, and what verifies it: the key of the log, and no server.

import { useQuery } from "@tanstack/react-query";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { Button } from "../ui/Button";
import { Copy } from "../ui/Copy";
import { Section } from "../ui/Section";
import { save } from "../ui/save";

interface Props {
  erasure: Schemas["Erasure"];
  receipt: string;
}

export function Receipt({ erasure, receipt }: Props) {
  const t = useT();
  const may = useMay();
  const key = useQuery({
    queryKey: ["log", "key"],
    queryFn: () => answered(api.GET("/api/log/key", { parseAs: "text" })),
    enabled: may("read_log_key"),
  });
  const file = `erasure-${erasure.id}.json`;
  const command = `ribcage receipt verify ${file} --key '${key.data?.trim() ?? "VKEY"}'`;
  return (
    <Section
      title={t("receipt.title")}
      text={t("receipt.text")}
      action={
        <Button
          look="primary"
          onClick={() =>
            save(
              file,
              new Blob([`${JSON.stringify(erasure, null, 2)}\n`], { type: "application/json" }),
            )
          }
        >
          {t("receipt.download")}
        </Button>
      }
    >
      <p>{t("receipt.verify")}</p>
      <Copy label={t("receipt.command")} text={command} />
      <p className="quiet">{t("receipt.key")}</p>
      <details className="receipt">
        <summary>{t("receipt.show")}</summary>
        <pre lang="en">{receipt}</pre>
      </details>
    </Section>
  );
}
