// One event: everything that is known of it, what it changed, and its proof.

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useTitle } from "../ui/Front";
import { Asked } from "../ui/States";
import { Changes } from "./Changes";
import { Documents } from "./Documents";
import { EventProof } from "./EventProof";
import { Facts } from "./Facts";
import { type Event, outcomeName, outcomeOf, whatWasDone, whoDid } from "./sentence";

const LOOKS: Record<string, string> = { done: "badge good", none: "badge" };

export function Component() {
  const t = useT();
  useTitle(t("activity.event"));
  const navigate = useNavigate();
  const { id = "" } = useParams();
  const event = useQuery({
    queryKey: ["events", "one", id],
    // What has happened stays as it is, and looking again would be another event.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => answered(api.GET("/api/events/{id}", { params: { path: { id } } })),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another event begins at its top
  useEffect(() => window.scrollTo(0, 0), [id]);
  const back = (click: React.MouseEvent) => {
    // Going back finds the list where it was left; there is nothing to go back to for whoever came by an address.
    if (window.history.state?.idx > 0) {
      click.preventDefault();
      void navigate(-1);
    }
  };
  return (
    <>
      <p>
        <Link to="/activity" onClick={back}>
          {t("activity.event.back")}
        </Link>
      </p>
      <Asked of={event}>{(found) => <Found event={found} />}</Asked>
    </>
  );
}

function Found({ event }: { event: Event }) {
  const t = useT();
  const may = useMay();
  return (
    <>
      <div className="row">
        <h2>
          {whoDid(t, event.actor)} {whatWasDone(t, event)}
        </h2>
        <span className={LOOKS[outcomeOf(event)] ?? "badge bad"}>
          {outcomeName(t, outcomeOf(event))}
        </span>
      </div>
      <Facts event={event} />
      {(event.changes?.length ?? 0) > 0 && <Changes changes={event.changes ?? []} />}
      {(event.resources?.length ?? 0) > 0 && <Documents resources={event.resources ?? []} />}
      {may("prove_event") && <EventProof event={event} />}
    </>
  );
}
