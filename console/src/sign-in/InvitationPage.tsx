// What the link in an invitation leads to.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered, isProblem } from "../api/problem";
import { roleName, useLanguage } from "../messages";
import { levelOf } from "../session/assurance";
import { useSessionState } from "../session/SessionProvider";
import { Field } from "../ui/Field";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { Asked } from "../ui/States";
import { Enrol } from "./Enrol";
import { NewPassword } from "./NewPassword";
import { provePassword } from "./password";
import { Shown } from "./Shown";

type Invitation = Schemas["OwnInvitation"];

export function InvitationPage() {
  const { t } = useLanguage();
  const { token = "" } = useParams();
  const headers = { authorization: `Bearer ${token}` };
  const invitation = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => answered(api.GET("/auth/invitation", { headers })),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = t("invitation.title", { tenant: invitation.data?.tenant_name ?? "Ribcage" });
  if (isProblem(invitation.error, "unauthenticated", "sign_in_failed", "ceremony_over")) {
    return (
      <Front title={title}>
        <Notice kind="bad">{t("failed.link")}</Notice>
        <p className="quiet">
          <Link to="/">{t("signIn.title")}</Link>
        </p>
      </Front>
    );
  }
  return (
    <Front title={title}>
      <Asked of={invitation}>{(found) => <Join invitation={found} headers={headers} />}</Asked>
    </Front>
  );
}

function Join({
  invitation,
  headers,
}: {
  invitation: Invitation;
  headers: { authorization: string };
}) {
  const { t, code: language, moment } = useLanguage();
  const { refresh } = useSessionState();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [ticket, setTicket] = useState<string | null>(null);
  const wanted = levelOf(invitation.required);

  const comeIn = async ({ sign_in }: Schemas["SignInProgress"]) => {
    const body = { sign_in, tenant: invitation.tenant };
    await answered(api.POST("/auth/sessions", { body }));
    await refresh();
    await navigate("/", { replace: true });
  };
  const accept = (body: Schemas["InvitationAcceptance"]) =>
    answered(api.POST("/auth/invitation", { headers, body }));

  if (ticket) {
    return (
      <>
        <p>{t("enrol.text", { tenant: invitation.tenant_name })}</p>
        <Enrol ticket={ticket} wanted={wanted} onDone={comeIn} />
      </>
    );
  }
  const roles = invitation.roles.map((role) => roleName(t, role)).join(", ");
  const intro = (
    <>
      <p>{t("invitation.text", { roles, email: invitation.email })}</p>
      <p className="quiet">{t("invitation.until", { date: moment(invitation.expires_at) })}</p>
    </>
  );
  if (invitation.known) {
    return (
      <>
        {intro}
        <p>{t("invitation.known")}</p>
        <Shown
          email={invitation.email}
          wanted={wanted}
          onShown={async (progress) => {
            await accept({ sign_in: progress.sign_in });
            await comeIn(progress);
          }}
        />
      </>
    );
  }
  return (
    <>
      {intro}
      <NewPassword
        email={invitation.email}
        submit={t("invitation.submit")}
        onChosen={async (password, typed) => {
          const accepted = await accept({ name: name.trim(), language, password });
          if (wanted !== "one_factor" && accepted.sign_in) setTicket(accepted.sign_in);
          else await comeIn(await provePassword(invitation.email, typed));
        }}
      >
        <Field
          label={t("invitation.name")}
          name="name"
          autoComplete="name"
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </NewPassword>
    </>
  );
}
