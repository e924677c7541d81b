// Says by which change a document was put right: one of those that were made since that was asked for.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { useLanguage } from "../messages";
import { Dialog } from "../ui/Dialog";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Asked } from "../ui/States";
import { recordKeys, type SubjectName } from "./subject";
import { useSubjectAct } from "./useSubjectAct";

interface Props {
  name: SubjectName;
  correction: Schemas["Correction"];
  onClose: () => void;
}

export function ResolveDialog({ name, correction, onClose }: Props) {
  const { t, moment } = useLanguage();
  const { type, id } = name;
  const [chosen, setChosen] = useState("");
  const changes = useQuery({
    queryKey: [...recordKeys.corrections(name), correction.id, "changes"],
    queryFn: () => findChanges(correction),
  });
  const act = useSubjectAct(
    name,
    useCallback(
      (event: string) => {
        const params = { path: { id, correction: correction.id }, query: { type } };
        const address = "/api/subjects/{id}/corrections/{correction}/resolution";
        return answered(api.POST(address, { params, body: { event } }));
      },
      [type, id, correction.id],
    ),
  );
  const send = async () => {
    if (await act.run(chosen)) onClose();
  };
  return (
    <Dialog
      title={t("rights.corrections.resolveOne", { document: correction.document })}
      onClose={onClose}
    >
      <p className="prose">{correction.wrong}</p>
      <Asked of={changes}>
        {(events) =>
          events.length === 0 ? (
            <Notice>{t("rights.corrections.unchanged")}</Notice>
          ) : (
            <Form
              act={act}
              submit={t("rights.corrections.resolve")}
              why={chosen ? null : t("rights.corrections.choose")}
              onSubmit={send}
            >
              <fieldset>
                <legend>{t("rights.corrections.change")}</legend>
                {events.map((it) => (
                  <label className="check" key={it.id}>
                    <input
                      type="radio"
                      name="change"
                      checked={chosen === it.id}
                      onChange={() => setChosen(it.id)}
                    />
                    {t("rights.corrections.changed", { who: it.actor.name, date: moment(it.at) })}
                  </label>
                ))}
              </fieldset>
            </Form>
          )
        }
      </Asked>
    </Dialog>
  );
}

/** How many pages of the log are looked through at most. */
const PAGES_MAX = 20;

async function findChanges(correction: Schemas["Correction"]): Promise<Schemas["Event"][]> {
  const found: Schemas["Event"][] = [];
  const wanted = { resource: correction.document, since: correction.requested_at, count: 500 };
  let cursor: string | null | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = cursor ? { ...wanted, cursor } : wanted;
    const { items, next } = await answered(api.GET("/api/events", { params: { query } }));
    // Whoever only looked has changed no row.
    found.push(...items.filter((it) => it.outcome === "done" && (it.rows ?? []).length > 0));
    cursor = next;
    if (!cursor) break;
  }
  return found;
}
