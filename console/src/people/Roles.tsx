// Which roles somebody has: those that the server knows, each a box to tick.

import { useRoles } from "../api/queries";
import { roleName, useT } from "../messages";
import { Asked } from "../ui/States";

/** It is of somebody, whom an invitation names, and goes with no other. */
export const PATIENT = "patient";

interface Props {
  chosen: readonly string[];
  wrong: string | null;
  onChoose: (roles: string[]) => void;
}

export function Roles({ chosen, wrong, onChoose }: Props) {
  const t = useT();
  const roles = useRoles();
  return (
    <fieldset>
      <legend>{t("people.roles")}</legend>
      <Asked of={roles}>
        {({ items }) =>
          items
            .filter(({ name }) => name !== PATIENT)
            .map(({ name }) => (
              <label className="check" key={name}>
                <input
                  type="checkbox"
                  checked={chosen.includes(name)}
                  onChange={({ target }) =>
                    onChoose(
                      target.checked ? [...chosen, name] : chosen.filter((role) => role !== name),
                    )
                  }
                />
                {roleName(t, name)}
              </label>
            ))
        }
      </Asked>
      {wrong && (
        <small className="wrong" role="alert">
          {wrong}
        </small>
      )}
    </fieldset>
  );
}
