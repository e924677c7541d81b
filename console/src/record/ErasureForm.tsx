// The last step of erasing somebody: why, and the id typed once more.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { useStepUp } from "../session/StepUp";
import { Field } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { useAct } from "../ui/useAct";
import { REASON_MAX } from "./ReasonDialog";
import { named } from "./subject";

export function ErasureForm({ plan }: { plan: Schemas["ErasurePlan"] }) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const guard = useStepUp();
  const { type, id, holds } = plan;
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const erase = useAct(
    useCallback(
      async (body: Schemas["ErasureRequest"]) => {
        const params = named({ type, id });
        const erasure = await guard(() =>
          answered(api.POST("/api/subjects/{id}/erase", { params, body })),
        );
        await navigate(`/data/erasures/${erasure.id}`);
        // Nothing that was shown of the person stays, in whichever list it stood.
        client.removeQueries({ predicate: ({ queryKey }) => !KEPT.includes(`${queryKey[0]}`) });
      },
      [client, guard, navigate, type, id],
    ),
  );
  const missing = whyNot(reason, typed, plan);
  return (
    <Section title={t("erasure.erase")} text={t("erasure.erase.text")}>
      {holds.length > 0 && <Notice title={t("erasure.held.title")}>{t("erasure.held")}</Notice>}
      <Form
        act={erase}
        submit={t("erasure.submit")}
        look="danger"
        why={missing && t(missing, { id })}
        saved={false}
        instead={{ held: "erasure.held", unprocessable: "rights.namesThem" }}
        onSubmit={() => void erase.run({ reason: reason.trim() })}
      >
        <Field
          label={t("rights.reason")}
          hint={t("erasure.reason.hint")}
          autoComplete="off"
          maxLength={REASON_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Field
          label={t("erasure.confirm", { id })}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Form>
    </Section>
  );
}

/** What is about whoever is signed in, or about nobody. */
const KEPT = ["session", "account", "sessions", "tenant", "roles"];

function whyNot(reason: string, typed: string, { id, holds }: Schemas["ErasurePlan"]) {
  if (holds.length > 0) return "erasure.held" as const;
  if (!reason.trim()) return "erasure.needsReason" as const;
  return typed.trim() === id ? null : ("erasure.needsId" as const);
}
