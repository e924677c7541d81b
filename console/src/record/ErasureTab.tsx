// Erasing a person (GDPR, Article 17): what it takes and what it leaves comes first, and then there is no way back.

import { useQuery } from "@tanstack/react-query";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { Asked } from "../ui/States";
import { ErasureForm } from "./ErasureForm";
import { ErasurePlan } from "./ErasurePlan";
import { Holds } from "./Holds";
import { named, recordKeys, useSubject, useSubjectName } from "./subject";

export function Component() {
  const t = useT();
  const may = useMay();
  const name = useSubjectName();
  const subject = useSubject(name);
  const plan = useQuery({
    queryKey: recordKeys.plan(name),
    queryFn: () => answered(api.GET("/api/subjects/{id}/erasure-plan", { params: named(name) })),
  });
  return (
    <Asked of={plan}>
      {(found) => (
        <>
          <p className="quiet">{t("erasure.plan.text")}</p>
          <ErasurePlan plan={found} />
          {subject.data && <Holds subject={subject.data} />}
          {may("erase_subject") && <ErasureForm plan={found} />}
        </>
      )}
    </Asked>
  );
}
