// How whoever gets an export opens it: with a program that is not ours, on a machine of their own.

import { useT } from "../messages";
import { Copy } from "../ui/Copy";
import { Section } from "../ui/Section";

export function ExportOpening() {
  const t = useT();
  return (
    <Section title={t("export.opening")} text={t("export.opening.text")}>
      <Copy label={t("export.opening.passphrase")} text="age -d export.tar.age | tar -x" />
      <Copy
        label={t("export.opening.recipient")}
        text="age -d -i person.identity export.tar.age | tar -x"
      />
    </Section>
  );
}
