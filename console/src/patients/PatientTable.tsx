// The rows of patients. There may be a hundred thousand, so only those in sight are drawn, and pages are fetched on the way.

import {
  Fragment,
  type KeyboardEvent,
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Link } from "react-router";
import { ageText, dateText, dayText } from "../fhir/dates";
import { humanName } from "../fhir/names";
import type { Patient } from "../fhir/types";
import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { drawnRows, useRows } from "./useRows";

/** How many rows before the end the next page is asked for. */
const AHEAD = 40;

interface Props {
  patients: Patient[];
  /** How far the page was scrolled when somebody left it. */
  top: number;
  onTop: (top: number) => void;
  onEnd: (() => void) | null;
  /** Going up from the first row. */
  onLeave: () => void;
}

export function PatientTable({ patients, top, onTop, onEnd, onLeave }: Props) {
  const { t } = useLanguage();
  const body = useRef<HTMLTableSectionElement>(null);
  const { rows, height } = useRows(body, patients.length);
  /** The row that has the focus, or is to have it. It is drawn wherever it is, so that it does not lose it. */
  const [held, setHeld] = useState<number | null>(null);
  const [aim, setAim] = useState<number | null>(null);
  const drawn = drawnRows(rows, held).filter((row) => row < patients.length);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when somebody comes back
  useLayoutEffect(() => window.scrollTo(0, top), []);
  // As long as the rows are still there.
  useLayoutEffect(() => () => onTop(window.scrollY), [onTop]);
  useEffect(() => {
    if (rows.end > patients.length - AHEAD) onEnd?.();
  }, [rows.end, patients.length, onEnd]);
  // The row that was aimed at is drawn by now.
  useEffect(() => {
    if (aim === null) return;
    const link = body.current?.querySelector<HTMLElement>(`[data-row="${aim}"] a`);
    link?.focus({ preventScroll: true });
    link?.closest("tr")?.scrollIntoView({ block: "nearest" });
    setAim(null);
  }, [aim]);

  const move = (event: KeyboardEvent) => {
    const row = Number((event.target as HTMLElement).closest("tr")?.dataset.row);
    const last = patients.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: row + 1,
      ArrowUp: row - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined || Number.isNaN(row)) return;
    event.preventDefault();
    if (target < 0) onLeave();
    else if (target <= last) {
      setHeld(target);
      setAim(target);
    }
  };
  return (
    <table className="table patients" aria-rowcount={onEnd ? -1 : patients.length + 1}>
      <caption className="unseen">{t("patients.title")}</caption>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">{t("patients.name")}</th>
          <th scope="col">{t("patients.born")}</th>
          <th scope="col">{t("patients.sex")}</th>
          <th scope="col">{t("patients.identifier")}</th>
          <th scope="col">{t("patients.changed")}</th>
        </tr>
      </thead>
      <tbody
        ref={body}
        onKeyDown={move}
        onFocus={({ target }) => setHeld(Number(target.closest("tr")?.dataset.row))}
        onBlur={() => setHeld(null)}
      >
        {drawn.map((row, at) => (
          <Fragment key={patients[row]?.id}>
            <Gap height={(row - (drawn[at - 1] ?? -1) - 1) * height} />
            <PatientRow patient={patients[row] as Patient} row={row} />
          </Fragment>
        ))}
        <Gap height={(patients.length - 1 - (drawn.at(-1) ?? -1)) * height} />
      </tbody>
    </table>
  );
}

/** Where rows are that are not drawn. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" className="gap">
      <td colSpan={5} style={{ height }} />
    </tr>
  );
}

const PatientRow = memo(function PatientRow({ patient, row }: { patient: Patient; row: number }) {
  const { t, locale } = useLanguage();
  const { id, name, birthDate, gender, identifier, meta } = patient;
  const born = dateText(birthDate, locale);
  const old = isDead(patient) ? "" : ageText(birthDate, Date.now(), locale);
  return (
    <tr data-row={row} aria-rowindex={row + 2}>
      <td>
        <Link to={`/patients/${id}`}>{humanName(name) || t("patients.unnamed")}</Link>
        <Badges patient={patient} />
      </td>
      <td>
        {born} {old && <span className="quiet">{old}</span>}
      </td>
      <td>{gender && sexName(t, gender)}</td>
      <td>{identifier?.find(({ value }) => value)?.value}</td>
      <td>{meta?.lastUpdated && dayText(meta.lastUpdated, locale)}</td>
    </tr>
  );
});

export const isDead = ({ deceasedBoolean, deceasedDateTime }: Patient) =>
  deceasedBoolean === true || deceasedDateTime !== undefined;

/** What is to be known before anything else about somebody. */
export function Badges({ patient }: { patient: Patient }) {
  const { t, locale } = useLanguage();
  const merged = patient.link?.some(({ type }) => type === "replaced-by");
  return (
    <>
      {isDead(patient) && (
        <span className="badge">
          {patient.deceasedDateTime
            ? t("patients.died", { date: dateText(patient.deceasedDateTime, locale) })
            : t("patients.dead")}
        </span>
      )}
      {merged && <span className="badge">{t("patients.merged")}</span>}
      {patient.active === false && !merged && (
        <span className="badge">{t("patients.inactive")}</span>
      )}
    </>
  );
}

export function sexName(t: (key: Key) => string, sex: string): string {
  const known: Record<string, Key> = {
    female: "patients.female",
    male: "patients.male",
    other: "patients.other",
    unknown: "patients.unknown",
  };
  const key = known[sex];
  return key ? t(key) : sex;
}
