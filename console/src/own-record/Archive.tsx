// Everything with its history and the log, in an archive that only a passphrase opens. The server makes it.

import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { useSearchParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered, Problem } from "../api/problem";
import { useLanguage } from "../messages";
import { useStepUp } from "../session/StepUp";
import { Button } from "../ui/Button";
import { PasswordField } from "../ui/Field";
import { Form } from "../ui/Form";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Failed, Loading } from "../ui/States";
import { useAct } from "../ui/useAct";
import { OWN, usePatient } from "./queries";

const PASSPHRASE_MIN = 12;
/** How often it is looked how far it is, in milliseconds. */
const LOOKED_EVERY = 3_000;

export function Archive() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  // A number drawn by the server, which says nothing of anybody: whoever reloads the page finds their archive.
  const id = search.get("export");
  return (
    <Section title={t("copy.archive")} text={t("copy.archive.text")}>
      {id ? (
        <Asked id={id} onAgain={() => setSearch({})} />
      ) : (
        <Ask onAsked={(asked) => setSearch({ export: asked })} />
      )}
    </Section>
  );
}

function Ask({ onAsked }: { onAsked: (id: string) => void }) {
  const { t } = useLanguage();
  const guard = useStepUp();
  const patient = usePatient();
  const [passphrase, setPassphrase] = useState("");
  const [wrong, setWrong] = useState(false);
  const id = patient.data?.id;
  const act = useAct(
    useCallback(async () => {
      if (!id) throw new Problem("not_found", 404);
      const params = { path: { id } };
      const body = { passphrase };
      const asked = () => answered(api.POST("/api/subjects/{id}/export", { params, body }));
      onAsked((await guard(asked)).id);
    }, [id, passphrase, guard, onAsked]),
  );
  const submit = () => {
    const isShort = [...passphrase].length < PASSPHRASE_MIN;
    setWrong(isShort);
    if (!isShort) void act.run();
  };
  return (
    <Form act={act} submit={t("copy.archive.ask")} saved={false} onSubmit={submit}>
      <PasswordField
        label={t("copy.passphrase")}
        hint={t("copy.passphrase.hint")}
        wrong={wrong ? t("copy.passphrase.short", { least: PASSPHRASE_MIN }) : null}
        autoComplete="new-password"
        required
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
    </Form>
  );
}

function Asked({ id, onAgain }: { id: string; onAgain: () => void }) {
  const found = useQuery({
    queryKey: [...OWN, "export", id],
    queryFn: () => answered(api.GET("/api/exports/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === "making" ? LOOKED_EVERY : false),
  });
  if (found.data) return <State of={found.data} onAgain={onAgain} />;
  if (!found.error) return <Loading />;
  return (
    <>
      <Failed error={found.error} onRetry={() => void found.refetch()} />
      <Again onAgain={onAgain} />
    </>
  );
}

function State({ of, onAgain }: { of: Schemas["Export"]; onAgain: () => void }) {
  const { t, moment } = useLanguage();
  if (of.state === "making") {
    return (
      <div className="loading" role="status">
        <span className="spinner" aria-hidden="true" />
        <span>{t("copy.archive.making")}</span>
      </div>
    );
  }
  if (of.state === "gone") {
    return (
      <>
        <Notice>{t("copy.archive.gone")}</Notice>
        <Again onAgain={onAgain} />
      </>
    );
  }
  return (
    <>
      <Notice kind="good">{t("copy.archive.ready", { date: moment(of.expires_at) })}</Notice>
      <p className="quiet">{t("copy.archive.open")}</p>
      <div className="row">
        <a
          className="button primary"
          href={`/api/exports/${of.id}/content`}
          download="my-record.tar.age"
        >
          {t("copy.archive.save")}
        </a>
        <Again onAgain={onAgain} />
      </div>
    </>
  );
}

function Again({ onAgain }: { onAgain: () => void }) {
  const { t } = useLanguage();
  return (
    <div className="row">
      <Button onClick={onAgain}>{t("copy.archive.again")}</Button>
    </div>
  );
}
