// What stands around every page of somebody who is signed in.

import { onlineManager } from "@tanstack/react-query";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { NavLink, Outlet, useLocation } from "react-router";
import { api } from "../api/client";
import { useLanguage } from "../messages";
import type { Key } from "../messages/en";
import { Button } from "../ui/Button";
import { Mark } from "../ui/Mark";
import { Notice } from "../ui/Notice";
import { useAct } from "../ui/useAct";
import { useKeptFocus } from "../ui/useKeptFocus";
import { type Operation, useIsPatient, useMay } from "./permissions";
import { useSession, useSessionState } from "./SessionProvider";
import { StepUpProvider } from "./StepUp";
import { Tenants } from "./Tenants";
import { useIdle } from "./useIdle";

export function Shell() {
  const { t, code, choose } = useLanguage();
  const { user, idle_minutes: minutes } = useSession();
  const { end } = useSessionState();
  useKeptFocus();
  useIdle(
    minutes,
    useCallback(() => void end({ why: "idle", minutes }), [end, minutes]),
    // Typing is no request: without one now and then the server would take it for doing nothing.
    useCallback(() => void api.GET("/auth/session").catch(() => {}), []),
  );
  // Whoever signs in on a new device finds it in their own language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when they come in; afterwards they choose
  useEffect(() => {
    if (user.language !== code) choose(user.language);
  }, [user.language]);
  const online = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  return (
    <StepUpProvider>
      <div className="shell">
        <button type="button" className="skip button" onClick={skip}>
          {t("app.skip")}
        </button>
        <Navigation />
        <main id="content" tabIndex={-1}>
          {!online && <Notice>{t("app.offline")}</Notice>}
          <Outlet />
        </main>
      </div>
    </StepUpProvider>
  );
}

/** The pages of an organisation, each for whoever may do one of what it needs. */
const PAGES: { to: string; name: Key; needs: Operation[] }[] = [
  { to: "/record", name: "nav.record", needs: ["list_own_accesses"] },
  // An analyst may search too, yet not among people: whoever may write knows who they are.
  { to: "/patients", name: "nav.patients", needs: ["create_resource"] },
  { to: "/activity", name: "nav.activity", needs: ["list_events"] },
  { to: "/types", name: "nav.types", needs: ["list_document_types"] },
  { to: "/people", name: "nav.people", needs: ["list_members"] },
  { to: "/data", name: "nav.data", needs: ["read_status", "list_exports", "list_erasures"] },
];

/** A button, since a link's address would be taken for a page: those stand behind `#` too. */
function skip() {
  document.getElementById("content")?.focus();
}

function Navigation() {
  const { t } = useLanguage();
  const { user } = useSession();
  const { end } = useSessionState();
  const may = useMay();
  const isPatient = useIsPatient();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const out = useAct(useCallback(() => end({ why: "out" }), [end]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the menu
  useEffect(() => setOpen(false), [pathname]);
  return (
    <header className="side" data-open={open}>
      <div className="top">
        <Mark />
        <button
          type="button"
          className="burger"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpen(!open)}
        >
          {t("app.menu")}
        </button>
      </div>
      <div id="menu" className="menu">
        <Tenants />
        <nav aria-label={t("app.navigation")}>
          {!isPatient && (
            <NavLink to="/" end>
              {t("nav.home")}
            </NavLink>
          )}
          {PAGES.filter(({ needs }) => needs.some(may)).map(({ to, name }) => (
            <NavLink key={to} to={to}>
              {t(name)}
            </NavLink>
          ))}
          <NavLink to="/account">{t("nav.account")}</NavLink>
        </nav>
        <div className="who">
          <p>
            <strong>{user.name}</strong>
            {user.email && <Address of={user.email} />}
          </p>
          <Button look="quiet" busy={out.busy} onClick={() => void out.run()}>
            {t("nav.signOut")}
          </Button>
        </div>
      </div>
    </header>
  );
}

/** An address that is too long for a line begins another where it has a part of its own. */
function Address({ of: address }: { of: string }) {
  const at = address.lastIndexOf("@") + 1;
  return (
    <small>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </small>
  );
}
