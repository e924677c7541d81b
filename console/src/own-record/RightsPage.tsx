// What a patient asks the clinic for, since the clinic alone may do it: to put something right, and to erase.

import { useLanguage } from "../messages";
import { useSession } from "../session/SessionProvider";
import { Copy } from "../ui/Copy";
import { Section } from "../ui/Section";
import { usePatient } from "./queries";
import { dayText, personName } from "./words";

export function Component() {
  const { t, locale } = useLanguage();
  const { tenant_name: tenant, user } = useSession();
  const { data: patient } = usePatient();
  const name = personName(patient?.name) ?? user.name;
  const born = patient?.birthDate ? dayText(locale, patient.birthDate) : "…";
  const number = patient?.identifier?.[0]?.value ?? patient?.id ?? "…";
  return (
    <>
      <Section title={t("rights.erase")} text={t("rights.erase.text", { tenant })}>
        <ul className="own-points">
          <li>{t("rights.erase.kept")}</li>
          <li>{t("rights.erase.copies")}</li>
          <li>{t("rights.erase.receipt")}</li>
        </ul>
        <p>{t("rights.letter", { tenant })}</p>
        <Copy
          label={t("rights.erase")}
          text={t("rights.erase.letter", { tenant, name, born, number })}
        />
      </Section>
      <Section title={t("rights.correct")} text={t("rights.correct.text", { tenant })}>
        <Copy
          label={t("rights.correct")}
          text={t("rights.correct.letter", { tenant, name, born, number })}
        />
      </Section>
    </>
  );
}
