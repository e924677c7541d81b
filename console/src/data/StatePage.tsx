// How what is kept here is kept: backups, keys, the log, searching, and work that is left. Changing it is for operators.

import type { Schemas } from "../api/client";
import { Lines } from "../home/Lines";
import { Findings } from "../log/Findings";
import { useLanguage } from "../messages";
import { Facts } from "../record/Facts";
import { useMay } from "../session/permissions";
import { Section } from "../ui/Section";
import { Asked, Empty } from "../ui/States";
import { concernLine, jobName } from "./concernLine";
import { concernsOf } from "./concerns";
import { FirstTab } from "./FirstTab";
import { useStatus } from "./useStatus";

type Status = Schemas["Status"];

export function Component() {
  const may = useMay();
  const status = useStatus(may("read_status"));
  if (!may("read_status")) return <FirstTab />;
  return <Asked of={status}>{(found) => <State status={found} />}</Asked>;
}

function State({ status }: { status: Status }) {
  const { t, moment } = useLanguage();
  const lines = concernsOf(status, Date.now()).map((it) => concernLine(t, moment, it));
  return (
    <>
      <Section title={t("state.look")} text={t("state.text")}>
        {lines.length === 0 ? <Empty>{t("state.well")}</Empty> : <Lines items={lines} />}
      </Section>
      <Backups of={status.backups} />
      <Keys of={status.keys} />
      <Log of={status.log} />
      <Work of={status} />
      <Kept />
    </>
  );
}

/** A moment in words, or that there was none. */
function useWhen() {
  const { t, moment } = useLanguage();
  return (at: string | null | undefined) => (at ? moment(at) : t("state.never"));
}

function Backups({ of }: { of: Status["backups"] }) {
  const { t } = useLanguage();
  const when = useWhen();
  if (!of.seen_at) return <Section title={t("state.backups")} text={t("state.notSeen")} />;
  return (
    <Section title={t("state.backups")} text={t("state.seen", { date: when(of.seen_at) })}>
      <Facts
        rows={[
          [t("state.newest"), when(of.newest_backup_at)],
          [
            t("state.places"),
            of.places === 0
              ? t("state.places.none")
              : t("state.places.of", {
                  there: of.places - of.places_away,
                  places: of.places,
                }),
          ],
          [t("state.scheduled"), t(of.is_scheduled ? "state.yes" : "state.no")],
          [t("state.drill"), when(of.drill_at)],
        ]}
      />
    </Section>
  );
}

function Keys({ of }: { of: Status["keys"] }) {
  const { t } = useLanguage();
  const when = useWhen();
  return (
    <Section title={t("state.keys")} text={t("state.keys.text")}>
      <Facts
        rows={[
          [t("state.epoch"), of.epoch],
          [t("state.begun"), of.begun_at ? when(of.begun_at) : t("state.unknown")],
          [t("state.due"), of.due_at ? when(of.due_at) : t("state.notByItself")],
          [t("state.rotating"), t(of.is_rotating ? "state.yes" : "state.no")],
        ]}
      />
    </Section>
  );
}

function Log({ of: { trees, witnesses, reconciliation } }: { of: Status["log"] }) {
  const { t, locale } = useLanguage();
  const when = useWhen();
  const number = new Intl.NumberFormat(locale);
  const size = (tree: string) => number.format(trees.find((it) => it.tree === tree)?.size ?? 0);
  return (
    <Section title={t("state.log")} text={t("state.log.text")}>
      <Facts
        rows={[
          [t("state.log.changes"), size("changes")],
          [t("state.log.access"), size("access")],
          [t("state.log.witnesses"), witnesses.join(", ") || t("state.nobody")],
          [
            t("state.log.reconciled"),
            reconciliation ? when(reconciliation.at) : t("state.log.notYet"),
          ],
          [t("state.log.findings"), reconciliation?.findings_count],
        ]}
      />
      {reconciliation && reconciliation.findings.length > 0 && (
        <Findings of={reconciliation.findings} />
      )}
    </Section>
  );
}

function Work({ of: { indexes, parked_jobs: parked, erasures, sends_mail } }: { of: Status }) {
  const { t, locale } = useLanguage();
  const number = new Intl.NumberFormat(locale);
  const behind = indexes.reduce((most, it) => Math.max(most, it.behind), 0);
  const isThere = indexes.some((it) => it.is_there);
  const jobs = parked.map(({ kind, count }) => `${jobName(t, kind)}: ${number.format(count)}`);
  return (
    <Section title={t("state.work")} text={t("state.work.text")}>
      <Facts
        rows={[
          [
            t("state.index"),
            t(isThere ? "state.index.behind" : "state.index.none", { count: behind }),
          ],
          [t("state.parked"), jobs.join(", ") || t("state.nothing")],
          [t("state.removing"), number.format(erasures.removing)],
          [t("state.closing"), number.format(erasures.closing)],
          [t("state.mail"), t(sends_mail ? "state.yes" : "state.mail.no")],
        ]}
      />
    </Section>
  );
}

const KEPT = ["records", "log", "exports", "uploads", "invitations", "copies"] as const;

/** How long things are kept: nothing in a record ends by its age. */
function Kept() {
  const { t } = useLanguage();
  return (
    <Section title={t("kept.title")} text={t("kept.text")}>
      <Facts rows={KEPT.map((what) => [t(`kept.${what}`), t(`kept.${what}.long`)])} />
    </Section>
  );
}
