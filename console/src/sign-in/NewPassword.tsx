// Choosing a password, twice the same and no common one.

import { type ReactNode, useCallback, useState } from "react";
import type { Schemas } from "../api/client";
import { useT } from "../messages";
import { PasswordField } from "../ui/Field";
import { Form } from "../ui/Form";
import { useAct } from "../ui/useAct";
import { registerPassword } from "./password";
import { type Weakness, weaknessOf } from "./strength";

interface Props {
  email: string;
  submit: string;
  /** Further fields of the same form, above. */
  children?: ReactNode;
  onChosen: (registered: Schemas["NewPassword"], password: string) => Promise<unknown>;
}

export function NewPassword({ email, submit, children, onChosen }: Props) {
  const t = useT();
  const [password, setPassword] = useState("");
  const [again, setAgain] = useState("");
  const [wrong, setWrong] = useState<Weakness | "different" | null>(null);
  const act = useAct(
    useCallback(async () => {
      const weakness = await weaknessOf(password, email);
      const found = weakness ?? (password === again ? null : "different");
      setWrong(found);
      if (!found) await onChosen(await registerPassword(password), password);
    }, [password, again, email, onChosen]),
  );
  const weakness = wrong && wrong !== "different" ? t(`choose.${wrong}`) : null;
  return (
    <Form act={act} submit={submit} onSubmit={() => void act.run()}>
      {children}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={t("choose.password")}
        hint={t("choose.hint")}
        wrong={weakness}
        name="new-password"
        autoComplete="new-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <PasswordField
        label={t("choose.again")}
        wrong={wrong === "different" ? t("choose.different") : null}
        name="again"
        autoComplete="new-password"
        required
        value={again}
        onChange={(event) => setAgain(event.target.value)}
      />
    </Form>
  );
}
