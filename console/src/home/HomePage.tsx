// Home: what waits for whoever is signed in, and what is wrong. For those who treat patients, the way to them.

import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useSession } from "../session/SessionProvider";
import { useTitle } from "../ui/Front";
import { Section } from "../ui/Section";
import { Failed, Loading } from "../ui/States";
import { FindPatient } from "./FindPatient";
import { Lines } from "./Lines";
import { useWaiting } from "./useWaiting";

export function Component() {
  const t = useT();
  const may = useMay();
  const { user } = useSession();
  const { lines, errors, isLoading, retry } = useWaiting();
  useTitle(t("home.title"));
  const wrong = lines.filter(({ isBad }) => isBad);
  const waiting = lines.filter(({ isBad }) => !isBad);
  return (
    <>
      <h1>{t("home.greeting", { name: user.name ?? t("people.unnamed") })}</h1>
      {may("create_resource") && <FindPatient />}
      {isLoading ? (
        <Loading />
      ) : (
        <>
          {errors.length > 0 && <Failed error={errors[0]} onRetry={retry} />}
          {wrong.length > 0 && (
            <Section title={t("home.wrong")}>
              <Lines items={wrong} />
            </Section>
          )}
          {waiting.length > 0 && (
            <Section title={t("home.waiting")}>
              <Lines items={waiting} />
            </Section>
          )}
          {lines.length === 0 && errors.length === 0 && <Nothing />}
        </>
      )}
    </>
  );
}

function Nothing() {
  const t = useT();
  return (
    <div className="calm">
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="12" r="9" />
        <path d="m8 12.500 2.700 2.700L16 9.500" />
      </svg>
      <p>
        <strong>{t("home.nothing.title")}</strong>
        <small>{t("home.nothing")}</small>
      </p>
    </div>
  );
}
