// An upload under way: what was sent is not sent again, if something on the way fails.

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Schemas } from "../api/client";
import { writeFhir } from "../fhir/client";
import { useAct } from "../ui/useAct";
import { plainType } from "./fileName";
import { recordKeys } from "./subject";
import { beginUpload, findUpload, giveUp, sendUpload } from "./upload";

export function useUpload(patient: string, onDone: () => void) {
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  const [isBegun, setBegun] = useState(false);
  const begun = useRef<Schemas["Upload"] | null>(null);
  const binary = useRef<string | null>(null);
  const abort = useRef<AbortController | null>(null);

  const act = useAct(
    useCallback(
      async (file: File, title: string, kind: string) => {
        const controller = new AbortController();
        abort.current = controller;
        const { signal } = controller;
        if (binary.current === null) {
          const upload = begun.current
            ? await findUpload(begun.current.id)
            : await beginUpload(file, patient);
          begun.current = upload;
          setBegun(true);
          setSent(upload.offset);
          binary.current = await sendUpload(file, upload, { onOffset: setSent, signal });
        }
        await writeFhir("POST", "DocumentReference", {
          resourceType: "DocumentReference",
          status: "current",
          subject: { reference: `Patient/${patient}` },
          date: new Date().toISOString(),
          ...(kind && { type: { text: kind } }),
          content: [
            {
              attachment: {
                contentType: plainType(file.type),
                url: `Binary/${binary.current}`,
                size: file.size,
                ...(title && { title }),
              },
            },
          ],
        });
        const queryKey = recordKeys.documents({ type: "Patient", id: patient });
        await client.invalidateQueries({ queryKey });
        onDone();
      },
      [client, patient, onDone],
    ),
  );

  const cancel = useCallback(() => {
    abort.current?.abort();
    const left = begun.current;
    begun.current = null;
    if (left && binary.current === null) void giveUp(left.id).catch(() => {});
  }, []);
  // Whoever leaves the page leaves nothing half sent behind.
  useEffect(() => () => abort.current?.abort(), []);
  return { ...act, sent, isBegun, cancel };
}
