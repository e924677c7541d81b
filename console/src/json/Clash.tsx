// What two people have changed, each in another way: both are shown, and somebody chooses.

import { useId, useState } from "react";
import { useT } from "../messages";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import type { Conflict } from "./merge";
import type { Json } from "./scan";
import type { Merging } from "./useMerging";
import { writePretty } from "./write";

/** Shows what stands between a change and its being saved, if anything does. */
export function Clash({ of: { clash, choose, taken } }: { of: Merging }) {
  const t = useT();
  if (clash) return <Choice conflicts={clash.conflicts} onChosen={choose} />;
  if (taken === null) return null;
  return <Notice title={t("clash.merged.title")}>{t("clash.merged", { count: taken })}</Notice>;
}

interface Props {
  conflicts: Conflict[];
  onChosen: (isTheirs: (index: number) => boolean) => void;
}

function Choice({ conflicts, onChosen }: Props) {
  const t = useT();
  const [theirs, setTheirs] = useState<readonly (boolean | undefined)[]>([]);
  const isChosen = conflicts.every((_, index) => theirs[index] !== undefined);
  return (
    <Section title={t("clash.title")} text={t("clash.text")}>
      {conflicts.map((conflict, index) => (
        <Place
          key={conflict.path.join("\n")}
          conflict={conflict}
          chosen={theirs[index]}
          onChoose={(chosen) =>
            setTheirs(conflicts.map((_, its) => (its === index ? chosen : theirs[its])))
          }
        />
      ))}
      <div className="row">
        <Button
          look="primary"
          why={isChosen ? null : t("clash.choose")}
          onClick={() => onChosen((index) => theirs[index] ?? false)}
        >
          {t("clash.take")}
        </Button>
      </div>
    </Section>
  );
}

function Place(props: {
  conflict: Conflict;
  chosen: boolean | undefined;
  onChoose: (isTheirs: boolean) => void;
}) {
  const { conflict, chosen, onChoose } = props;
  const t = useT();
  const name = useId();
  const side = (isTheirs: boolean, value: Json | undefined) => (
    <label>
      <input
        type="radio"
        name={name}
        checked={chosen === isTheirs}
        onChange={() => onChoose(isTheirs)}
      />
      <span>
        <small>{t(isTheirs ? "clash.theirs" : "clash.mine")}</small>
        <pre>{value ? writePretty(value) : t("clash.gone")}</pre>
      </span>
    </label>
  );
  return (
    <fieldset className="json-clash">
      <legend>{conflict.path.join(" › ") || t("clash.whole")}</legend>
      {side(false, conflict.mine)}
      {side(true, conflict.theirs)}
    </fieldset>
  );
}
