// The rights of a person that are not erasure: restriction, objections, corrections, and holds against erasing them.

import { useMay } from "../session/permissions";
import { Asked } from "../ui/States";
import { Corrections } from "./Corrections";
import { ErasureWish } from "./ErasureWish";
import { Holds } from "./Holds";
import { Objections } from "./Objections";
import { Restriction } from "./Restriction";
import { useSubject, useSubjectName } from "./subject";

export function Component() {
  const may = useMay();
  const name = useSubjectName();
  const subject = useSubject(name);
  return (
    <Asked of={subject}>
      {(found) => (
        <>
          <ErasureWish subject={found} />
          <Restriction subject={found} />
          <Objections subject={found} />
          {may("list_corrections") && <Corrections name={name} />}
          <Holds subject={found} />
        </>
      )}
    </Asked>
  );
}
