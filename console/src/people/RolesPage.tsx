// What each role may do, as a table: all of them side by side where there is room, and one at a time where there is not.

import { useState } from "react";
import type { Schemas } from "../api/client";
import { useRoles } from "../api/queries";
import { roleName, useT } from "../messages";
import { useSession } from "../session/SessionProvider";
import { Select } from "../ui/Field";
import { Asked } from "../ui/States";
import { abilityKey, GROUPS, groupKey, others, type Standing, standingOf } from "./abilities";
import { roleAbout } from "./Roles";

type Role = Schemas["Role"];

interface Line {
  name: string;
  text: string;
  standings: Standing[];
}

export function Component() {
  const t = useT();
  return (
    <>
      <div>
        <p className="quiet">{t("roles.text")}</p>
        <p className="quiet">{t("roles.restricted")}</p>
      </div>
      <Asked of={useRoles()}>{({ items }) => <Matrix roles={items} />}</Asked>
    </>
  );
}

function Matrix({ roles }: { roles: Role[] }) {
  const t = useT();
  const { roles: own } = useSession();
  const [chosen, setChosen] = useState(
    () => roles.find(({ name }) => own.includes(name))?.name ?? roles[0]?.name ?? "",
  );
  const about = roleAbout(t, chosen);
  return (
    <>
      <div className="matrix-choice">
        <Select
          label={t("roles.choose")}
          value={chosen}
          options={roles.map(({ name }) => ({ value: name, text: roleName(t, name) }))}
          onChoose={setChosen}
        />
        {about && <p className="quiet">{about}</p>}
      </div>
      <div className="frame matrix-frame">
        <table className="matrix">
          <caption className="unseen">{t("roles.see")}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="unseen">{t("roles.what")}</span>
              </th>
              {roles.map(({ name }) => (
                <th key={name} scope="col" data-chosen={name === chosen}>
                  {roleName(t, name)}
                </th>
              ))}
            </tr>
          </thead>
          {groupsOf(roles, t).map(({ name, text, lines }) => (
            <tbody key={name}>
              <tr>
                <th scope="rowgroup" colSpan={roles.length + 1}>
                  {text}
                </th>
              </tr>
              {lines.map((line) => (
                <tr key={line.name}>
                  <th scope="row">{line.text}</th>
                  {line.standings.map((standing, at) => (
                    <td key={roles[at]?.name} data-chosen={roles[at]?.name === chosen}>
                      <Mark of={standing} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <dl className="matrix-legend">
        {(["nameless", "own"] as const).map((it) => (
          <div key={it}>
            <dt>
              <Mark of={it} />
            </dt>
            <dd>{t(`roles.legend.${it}`)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function groupsOf(roles: Role[], t: ReturnType<typeof useT>) {
  const groups = GROUPS.map(({ name, abilities }) => ({
    name,
    text: t(groupKey(name)),
    lines: abilities.map(
      (ability): Line => ({
        name: ability.name,
        text: t(abilityKey(ability.name)),
        standings: roles.map((role) => standingOf(role, ability)),
      }),
    ),
  }));
  const left = others(roles).map((operation): Line => {
    const ability = { name: operation, operations: [operation] };
    const standings = roles.map((role) => standingOf(role, ability));
    return { name: operation, text: operation.replaceAll("_", " "), standings };
  });
  if (left.length === 0) return groups;
  return [...groups, { name: "new", text: t("roles.new"), lines: left }];
}

function Mark({ of: standing }: { of: Standing }) {
  const t = useT();
  const text = t(`roles.standing.${standing}`);
  if (standing !== "all" && standing !== "none") return <span className="badge">{text}</span>;
  return (
    <>
      <span className="unseen">{text}</span>
      <svg className={`mark-${standing}`} viewBox="0 0 16 16" aria-hidden="true">
        <path d={standing === "all" ? "M3 8.500 6.500 12 13 4.500" : "M6 8h4"} />
      </svg>
    </>
  );
}
