// The parts of a patient of which there may be several: names, identifiers, ways to reach them, addresses.

import { useState } from "react";
import type { Address, ContactPoint, HumanName, Identifier } from "../fhir/types";
import { type Translate, useT } from "../messages";
import { en, type Key } from "../messages/en";
import { Field, Select } from "../ui/Field";
import { changedAddress, changedName, partsOf } from "./form";
import { Items } from "./Items";

interface Props<T> {
  items: T[];
  onChange: (items: T[]) => void;
}

const NAME_USES = ["official", "usual", "maiden", "nickname", "old", "temp", "anonymous"];
const TELECOM_SYSTEMS = ["phone", "email", "sms", "fax", "pager", "url", "other"];
const TELECOM_USES = ["", "home", "work", "mobile", "temp", "old"];
const ADDRESS_USES = ["", "home", "work", "temp", "old", "billing"];

/** What a code of a closed list is called. */
export function codeName(t: Translate, code: string): string {
  const key = `patients.code.${code || "none"}`;
  return key in en ? t(key as Key) : code;
}

/** A list of codes to choose from, and the one that is there, if the list does not have it. */
function Code(props: {
  label: string;
  value: string | undefined;
  codes: string[];
  onChoose: (code: string) => void;
}) {
  const t = useT();
  const { label, value = "", codes, onChoose } = props;
  const options = [...new Set([...codes, value])].map((code) => ({
    value: code,
    text: codeName(t, code),
  }));
  return <Select label={label} value={value} options={options} onChoose={onChoose} />;
}

/** A field for several texts, with what separates them. It keeps what is typed as it is typed. */
function Parts(props: {
  label: string;
  hint?: string;
  parts: string[] | undefined;
  separator: RegExp;
  joint: string;
  onChange: (parts: string[]) => void;
}) {
  const { label, hint, parts = [], separator, joint, onChange } = props;
  const [text, setText] = useState(parts.join(joint));
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      autoComplete="off"
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        onChange(partsOf(target.value, separator));
      }}
    />
  );
}

export function Names({ items, onChange }: Props<HumanName>) {
  const t = useT();
  return (
    <Items
      legend={t("patients.name")}
      items={items}
      empty={{ use: items.length === 0 ? "official" : "usual" } as HumanName}
      add={t("patients.addName")}
      onChange={onChange}
    >
      {(name, change) => (
        <>
          <Parts
            label={t("patients.given")}
            parts={name.given}
            separator={/\s+/}
            joint=" "
            onChange={(given) => change(changedName(name, { given }))}
          />
          <Field
            label={t("patients.family")}
            autoComplete="off"
            value={name.family ?? ""}
            onChange={({ target }) => change(changedName(name, { family: target.value }))}
          />
          <Code
            label={t("patients.use")}
            value={name.use}
            codes={NAME_USES}
            onChoose={(use) => change({ ...name, use })}
          />
        </>
      )}
    </Items>
  );
}

export function Identifiers({ items, onChange }: Props<Identifier>) {
  const t = useT();
  return (
    <Items
      legend={t("patients.identifier")}
      items={items}
      empty={{} as Identifier}
      add={t("patients.addIdentifier")}
      onChange={onChange}
    >
      {(identifier, change) => (
        <>
          <Field
            label={t("patients.number")}
            autoComplete="off"
            value={identifier.value ?? ""}
            onChange={({ target }) => change({ ...identifier, value: target.value })}
          />
          <Field
            label={t("patients.system")}
            hint={t("patients.systemHint")}
            autoComplete="off"
            value={identifier.system ?? ""}
            onChange={({ target }) => change({ ...identifier, system: target.value })}
          />
        </>
      )}
    </Items>
  );
}

export function Telecoms({ items, onChange }: Props<ContactPoint>) {
  const t = useT();
  return (
    <Items
      legend={t("patients.telecom")}
      items={items}
      empty={{ system: "phone" } as ContactPoint}
      add={t("patients.addTelecom")}
      onChange={onChange}
    >
      {(telecom, change) => (
        <>
          <Code
            label={t("patients.kind")}
            value={telecom.system}
            codes={TELECOM_SYSTEMS}
            onChoose={(system) => change({ ...telecom, system })}
          />
          <Field
            label={t("patients.value")}
            autoComplete="off"
            value={telecom.value ?? ""}
            onChange={({ target }) => change({ ...telecom, value: target.value })}
          />
          <Code
            label={t("patients.use")}
            value={telecom.use}
            codes={TELECOM_USES}
            onChoose={(use) => change({ ...telecom, use })}
          />
        </>
      )}
    </Items>
  );
}

export function Addresses({ items, onChange }: Props<Address>) {
  const t = useT();
  const text = (address: Address, name: "postalCode" | "city" | "state" | "country") => ({
    label: t(`patients.${name}`),
    autoComplete: "off",
    value: address[name] ?? "",
  });
  return (
    <Items
      legend={t("patients.address")}
      items={items}
      empty={{} as Address}
      add={t("patients.addAddress")}
      onChange={onChange}
    >
      {(address, change) => {
        const set = (changed: Address) => change(changedAddress(address, changed));
        return (
          <>
            <Parts
              label={t("patients.line")}
              hint={t("patients.lineHint")}
              parts={address.line}
              separator={/,/}
              joint=", "
              onChange={(line) => set({ line })}
            />
            <Field
              {...text(address, "postalCode")}
              onChange={({ target }) => set({ postalCode: target.value })}
            />
            <Field
              {...text(address, "city")}
              onChange={({ target }) => set({ city: target.value })}
            />
            <Field
              {...text(address, "country")}
              onChange={({ target }) => set({ country: target.value })}
            />
            <Code
              label={t("patients.use")}
              value={address.use}
              codes={ADDRESS_USES}
              onChoose={(use) => change({ ...address, use })}
            />
          </>
        );
      }}
    </Items>
  );
}
