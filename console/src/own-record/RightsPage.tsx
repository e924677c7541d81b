// What a patient asks the clinic for, since the clinic alone may do it: to put something right, and to erase.

import { useT } from "../messages";
import { Asked, Empty } from "../ui/States";
import { Corrections } from "./Corrections";
import { ErasureWish } from "./ErasureWish";
import { usePatient } from "./queries";

export function Component() {
  const t = useT();
  return (
    <Asked of={usePatient()}>
      {(patient) =>
        patient?.id ? (
          <>
            <Corrections id={patient.id} />
            <ErasureWish id={patient.id} />
          </>
        ) : (
          <Empty>{t("rights.noRecord")}</Empty>
        )
      }
    </Asked>
  );
}
