// The receipt of an erasure, to be kept elsewhere, and what verifies it: the key of the log, and no server.

import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Copy } from "../ui/Copy";
import { Section } from "../ui/Section";
import { save } from "../ui/save";
import { toldBy } from "./told";

interface Props {
  erasure: Schemas["Erasure"];
  receipt: string;
  /** The key of the log, for those who may know it. */
  logKey?: string | undefined;
}

export function Receipt({ erasure, receipt, logKey }: Props) {
  const t = useT();
  const file = `erasure-${erasure.id}.json`;
  const command = `ribcage receipt verify ${file} --key '${logKey?.trim() ?? "VKEY"}'`;
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
      <Words of={receipt} />
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

function Words({ of }: { of: string }) {
  const t = useT();
  return (
    <div className="receipt-words">
      <p className="quiet">{t("receipt.words")}</p>
      {toldBy(of).map(({ name, lines }) => (
        <div key={name}>
          <h3>{t(`receipt.${name}`)}</h3>
          <ul lang="en">
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
