// What somebody has or had, takes or took, and does not bear.

import type { ReactNode } from "react";
import { useParams } from "react-router";
import type { Found, Parameters } from "../fhir/client";
import type {
  AllergyIntolerance,
  Condition,
  MedicationRequest,
  MedicationStatement,
  Resource,
} from "../fhir/types";
import { useLanguage } from "../messages";
import { Notice } from "../ui/Notice";
import { Pages } from "../ui/Pages";
import { Section } from "../ui/Section";
import { AllergyEntry, ConditionEntry, MedicationEntry, namesOf } from "./parts";
import { useRecord } from "./record";

const PAST = "inactive,resolved,remission";

export function Component() {
  const { t } = useLanguage();
  const { id = "" } = useParams();
  const condition = (it: Condition) => <ConditionEntry key={it.id} of={it} />;
  return (
    <>
      <List<Condition>
        id={id}
        type="Condition"
        title={t("patient.activeConditions")}
        none={t("patient.noConditions")}
        parameters={[
          ["clinical-status:not", PAST],
          ["_sort", "-onset-date"],
        ]}
      >
        {condition}
      </List>
      <List<Condition>
        id={id}
        type="Condition"
        title={t("patient.pastConditions")}
        none={t("patient.noPastConditions")}
        parameters={[
          ["clinical-status", PAST],
          ["_sort", "-onset-date"],
        ]}
      >
        {condition}
      </List>
      <List<MedicationRequest>
        id={id}
        type="MedicationRequest"
        title={t("patient.requests")}
        none={t("patient.noRequests")}
        parameters={[
          ["_sort", "-authoredon"],
          ["_include", "MedicationRequest:medication"],
        ]}
      >
        {(it, named) => <MedicationEntry key={it.id} of={it} named={named} />}
      </List>
      <List<MedicationStatement>
        id={id}
        type="MedicationStatement"
        title={t("patient.statements")}
        none={t("patient.noStatements")}
        parameters={[
          ["_sort", "-effective"],
          ["_include", "MedicationStatement:medication"],
        ]}
      >
        {(it, named) => <MedicationEntry key={it.id} of={it} named={named} />}
      </List>
      <List<AllergyIntolerance>
        id={id}
        type="AllergyIntolerance"
        title={t("patient.allergies")}
        none={t("patient.noAllergies")}
        parameters={[]}
      >
        {(it) => <AllergyEntry key={it.id} of={it} />}
      </List>
    </>
  );
}

interface ListProps<R> {
  id: string;
  type: string;
  title: string;
  none: string;
  parameters: Parameters;
  children: (item: R, named: Map<string, string>) => ReactNode;
}

function List<R extends Resource>(props: ListProps<R>) {
  const { t } = useLanguage();
  const { id, type, title, none, parameters, children } = props;
  const found = useRecord<R>(id, type, [...parameters, ["_count", "50"]]);
  const pages: Found<R>[] = found.data?.pages ?? [];
  const named = namesOf(pages.flatMap(({ included }) => included));
  return (
    <Section title={title}>
      {pages.some(({ damaged }) => damaged) && <Notice kind="bad">{t("patients.damaged")}</Notice>}
      <Pages of={found} empty={none}>
        {(items) => <ul className="list">{items.map((it) => children(it, named))}</ul>}
      </Pages>
    </Section>
  );
}
