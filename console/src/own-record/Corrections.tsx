// A patient says what is wrong in their record, and sees what became of that.

import { useCallback, useId, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { WRONG_MAX } from "../record/CorrectionDialogs";
import { CORRECTION_LOOKS } from "../record/Corrections";
import { useSession } from "../session/SessionProvider";
import { Form } from "../ui/Form";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { useOwnAct, useOwnCorrections } from "./requests";

export function Corrections({ id }: { id: string }) {
  const { t } = useLanguage();
  const { tenant_name: tenant } = useSession();
  return (
    <Section title={t("rights.correct")} text={t("rights.correct.text", { tenant })}>
      <Asked of={useOwnCorrections(id)}>
        {({ items }) =>
          items.length > 0 && (
            <ul className="list">
              {items.map((it) => (
                <Line key={it.id} correction={it} />
              ))}
            </ul>
          )
        }
      </Asked>
      <Say id={id} />
    </Section>
  );
}

function Line({ correction }: { correction: Schemas["Correction"] }) {
  const { t, moment } = useLanguage();
  const { wrong, requested_at, state, reason, decided_at } = correction;
  return (
    <li>
      <p>
        <span>
          <span className={CORRECTION_LOOKS[state] ?? "badge"}>
            {t(`rights.corrections.${state}` as Key)}
          </span>{" "}
          <span className="prose">{wrong}</span>
        </span>
        <small>{t("rights.correct.since", { date: moment(requested_at) })}</small>
        {decided_at && (
          <small>
            {t("rights.corrections.decided", { date: moment(decided_at) })} {reason}
          </small>
        )}
      </p>
    </li>
  );
}

function Say({ id }: { id: string }) {
  const { t } = useLanguage();
  const field = useId();
  const [wrong, setWrong] = useState("");
  const say = useOwnAct(
    useCallback(
      (body: Schemas["CorrectionRequest"]) => {
        const params = { path: { id } };
        return answered(api.POST("/api/subjects/{id}/corrections", { params, body }));
      },
      [id],
    ),
  );
  const send = async () => {
    if (await say.run({ document: `Patient/${id}`, wrong: wrong.trim() })) setWrong("");
  };
  return (
    <Form
      act={say}
      submit={t("rights.correct.say")}
      look="secondary"
      why={wrong.trim() ? null : t("rights.correct.empty")}
      onSubmit={send}
    >
      <div className="field">
        <label htmlFor={field}>{t("rights.corrections.wrong")}</label>
        <textarea
          id={field}
          rows={4}
          maxLength={WRONG_MAX}
          value={wrong}
          onChange={(event) => setWrong(event.target.value)}
        />
      </div>
    </Form>
  );
}
