// Which roles somebody has: those that the server knows, each a box to tick, with what it is for.

import { useId } from "react";
import { useRoles } from "../api/queries";
import { roleName, type Translate, useT } from "../messages";
import { en, type Key } from "../messages/en";
import { Asked } from "../ui/States";

/** It is of somebody, whom an invitation names, and goes with no other. */
export const PATIENT = "patient";

/** What a role is for; nothing of one that has no words yet. */
export function roleAbout(t: Translate, role: string): string | null {
  const key = `roles.about.${role}`;
  return key in en ? t(key as Key) : null;
}

interface Props {
  chosen: readonly string[];
  wrong: string | null;
  onChoose: (roles: string[]) => void;
}

export function Roles({ chosen, wrong, onChoose }: Props) {
  const t = useT();
  const roles = useRoles();
  return (
    <fieldset className="roles">
      <legend>{t("people.roles")}</legend>
      <Asked of={roles}>
        {({ items }) =>
          items
            .filter(({ name }) => name !== PATIENT)
            .map(({ name }) => (
              <Role
                key={name}
                name={name}
                checked={chosen.includes(name)}
                onCheck={(checked) =>
                  onChoose(checked ? [...chosen, name] : chosen.filter((role) => role !== name))
                }
              />
            ))
        }
      </Asked>
      <p>
        <a href="#/people/roles" target="_blank" rel="noopener">
          {t("roles.see")}
        </a>
      </p>
      {wrong && (
        <small className="wrong" role="alert">
          {wrong}
        </small>
      )}
    </fieldset>
  );
}

function Role(props: { name: string; checked: boolean; onCheck: (checked: boolean) => void }) {
  const t = useT();
  const id = useId();
  const about = roleAbout(t, props.name);
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={props.checked}
          aria-describedby={about ? id : undefined}
          onChange={({ target }) => props.onCheck(target.checked)}
        />
        {roleName(t, props.name)}
      </label>
      {about && <small id={id}>{about}</small>}
    </div>
  );
}
