// What the organisation wants to be shown, and how long sessions last.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered, Problem } from "../api/problem";
import { keys, useRoles, useTenant } from "../api/queries";
import { roleName, useT } from "../messages";
import { LEVELS } from "../session/assurance";
import { Field, Select } from "../ui/Field";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { useAct } from "../ui/useAct";
import { mergeRules } from "./rules";

export function Component() {
  const tenant = useTenant();
  return <Asked of={tenant}>{({ sign_in }) => <Rules now={sign_in} />}</Asked>;
}

function Rules({ now }: { now: Schemas["SignInRules"] }) {
  const t = useT();
  const client = useQueryClient();
  const roles = useRoles();
  const [base, setBase] = useState(now);
  const [rules, setRules] = useState(now);
  const [saved, setSaved] = useState(false);
  const act = useAct(
    useCallback(async () => {
      const { sign_in: theirs } = await answered(api.GET("/api/tenant"));
      const merged = mergeRules(base, rules, theirs);
      setBase(theirs);
      setRules(merged.rules);
      if (merged.isClash) throw new Problem("conflict", 409);
      const body = { sign_in: merged.rules };
      const changed = await answered(api.PATCH("/api/tenant", { body }));
      setBase(changed.sign_in);
      client.setQueryData(keys.tenant, changed);
      // How long a session may idle is said with the session.
      await client.invalidateQueries({ queryKey: keys.session });
    }, [client, base, rules]),
  );
  const change = (changed: Partial<Schemas["SignInRules"]>) => {
    setRules({ ...rules, ...changed });
    setSaved(false);
  };
  const changeRole = (role: string, level: string) => {
    const { [role]: _, ...others } = rules.roles ?? {};
    change({ roles: level === "" ? others : { ...others, [role]: level } });
  };
  const levels = LEVELS.map((value) => ({ value, text: t(`level.${value}`) }));
  const orSame = [{ value: "", text: t("rules.same") }, ...levels];
  return (
    <Section title={t("people.rules")} text={t("rules.strict")}>
      <Form
        act={act}
        submit={t("app.save")}
        saved={saved}
        instead={{ factor_required: "rules.factor" }}
        onSubmit={async () => setSaved(await act.run())}
      >
        <Select
          label={t("rules.required")}
          value={rules.required}
          options={levels}
          onChoose={(required) => change({ required })}
        />
        <fieldset className="stack">
          <legend>{t("rules.roles")}</legend>
          <Asked of={roles}>
            {({ items }) => (
              <div className="pair">
                {items.map(({ name }) => (
                  <Select
                    key={name}
                    label={roleName(t, name)}
                    value={rules.roles?.[name] ?? ""}
                    options={orSame}
                    onChoose={(level) => changeRole(name, level)}
                  />
                ))}
              </div>
            )}
          </Asked>
        </fieldset>
        <div className="pair">
          <Minutes
            label={t("rules.idle")}
            most={1440}
            value={rules.idle_minutes}
            onChange={(idle_minutes) => change({ idle_minutes })}
          />
          <Minutes
            label={t("rules.hours")}
            most={720}
            value={rules.session_hours}
            onChange={(session_hours) => change({ session_hours })}
          />
        </div>
      </Form>
    </Section>
  );
}

function Minutes(props: {
  label: string;
  most: number;
  value: number;
  onChange: (value: number) => void;
}) {
  const t = useT();
  return (
    <Field
      label={props.label}
      hint={t("rules.range", { least: 1, most: props.most })}
      type="number"
      min={1}
      max={props.most}
      required
      value={Number.isNaN(props.value) ? "" : props.value}
      onChange={({ target }) => props.onChange(target.valueAsNumber)}
    />
  );
}
