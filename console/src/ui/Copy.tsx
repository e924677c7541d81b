// Something to be taken away as it stands: shown, and copied by a button.

import { useState } from "react";
import { useT } from "../messages";
import { Button } from "./Button";

export function Copy({ text, label }: { text: string; label: string }) {
  const t = useT();
  const [copied, setCopied] = useState(false);
  return (
    <div className="copy">
      <code role="note" aria-label={label}>
        {text}
      </code>
      <Button onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}>
        {t(copied ? "app.copied" : "app.copy")}
      </Button>
    </div>
  );
}
