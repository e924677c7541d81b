// One member: what they may do, where they are signed in, and how that ends.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { api, type Schemas } from "../api/client";
import { answered } from "../api/problem";
import { keys } from "../api/queries";
import { useT } from "../messages";
import { useMay } from "../session/permissions";
import { useSession } from "../session/SessionProvider";
import { Notice } from "../ui/Notice";
import { Asked } from "../ui/States";
import { words } from "../ui/words";
import { MemberRoles } from "./MemberRoles";
import { MemberSessions } from "./MemberSessions";
import { MemberState } from "./MemberState";
import { State } from "./MembersPage";
import { useMemberChange } from "./useMemberChange";

export function Component() {
  const t = useT();
  const { user = "" } = useParams();
  const member = useQuery({
    queryKey: [...keys.members, user],
    queryFn: () => answered(api.GET("/api/members/{user}", { params: { path: { user } } })),
  });
  return (
    <>
      <p>
        <Link to="/people">{t("member.back")}</Link>
      </p>
      <Asked of={member}>{(found) => <Found member={found} />}</Asked>
    </>
  );
}

function Found({ member }: { member: Schemas["Member"] }) {
  const t = useT();
  const may = useMay();
  const { user: own } = useSession();
  const isOwn = own.id === member.user;
  const change = useMemberChange(member);
  return (
    <>
      <div className="row">
        <h2>{member.name ?? t("people.unnamed")}</h2>
        <State active={member.active} />
        <span className="quiet">{member.email}</span>
        {may("list_events") && (
          <Link to={`/activity?actor=${member.user}&show=changes`}>{t("activity.ofMember")}</Link>
        )}
      </div>
      {change.error !== null && <Notice kind="bad">{words(t, change.error)}</Notice>}
      {isOwn && <Notice>{t("member.own")}</Notice>}
      {!isOwn && !may("update_member") && <Notice>{t("member.readOnly")}</Notice>}
      {!isOwn && may("update_member") && <MemberRoles member={member} change={change} />}
      {may("list_member_sessions") && <MemberSessions user={member.user} />}
      {!isOwn && may("update_member") && <MemberState member={member} change={change} />}
    </>
  );
}
