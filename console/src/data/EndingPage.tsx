// How the account of the organisation ends: the operator does it, and what is to be kept is taken along before.

import { Link } from "react-router";
import { useTenant } from "../api/queries";
import { useLanguage } from "../messages";
import { Facts } from "../record/Facts";
import { useMay } from "../session/permissions";
import { Copy } from "../ui/Copy";
import { Notice } from "../ui/Notice";
import { Section } from "../ui/Section";
import { Asked } from "../ui/States";
import { Denied } from "./Denied";

export function Component() {
  const { t, moment } = useLanguage();
  const may = useMay();
  const tenant = useTenant();
  if (!may("export_tenant")) return <Denied />;
  return (
    <Asked of={tenant}>
      {({ name, id, created_at: since, deletes_at: until }) => (
        <>
          {until && (
            <Notice kind="bad" title={t("ending.closed.title")}>
              {t("ending.closed", { date: moment(until) })}
            </Notice>
          )}
          <Section title={t("data.ending")} text={t("ending.text")}>
            <Facts
              rows={[
                [t("ending.name"), name],
                [t("ending.id"), <code key="id">{id}</code>],
                [t("ending.since"), moment(since)],
              ]}
            />
            <ol className="steps plain">
              <li>
                <strong>{t("ending.take")}</strong>
                <small>{t("ending.take.text")}</small>
                <Link to="/data/exports">{t("data.exports")}</Link>
              </li>
              <li>
                <strong>{t("ending.ask")}</strong>
                <small>{t("ending.ask.text")}</small>
                <Copy
                  label={t("ending.ask")}
                  text={`ribcage tenant delete ${id} --reason "end of the contract" --dir DIR`}
                />
              </li>
              <li>
                <strong>{t("ending.wait")}</strong>
                <small>{t("ending.wait.text")}</small>
                <Copy label={t("ending.keep")} text={`ribcage tenant keep ${id} --dir DIR`} />
              </li>
              <li>
                <strong>{t("ending.receipt")}</strong>
                <small>{t("ending.receipt.text")}</small>
              </li>
            </ol>
          </Section>
        </>
      )}
    </Asked>
  );
}
