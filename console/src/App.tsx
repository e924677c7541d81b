// Which page is shown at which address. Addresses stand behind `#`, so that no server learns of them.

import { QueryClientProvider } from "@tanstack/react-query";
import { Activity, type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import { Navigate, Outlet, type RouteObject, RouterProvider, useLocation } from "react-router";
import { isProblem } from "./api/problem";
import { createQueryClient } from "./api/queries";
import { LanguageProvider } from "./messages";
import { ownerOf } from "./session/keeping";
import { useIsPatient } from "./session/permissions";
import { SessionProvider, useSessionState } from "./session/SessionProvider";
import { Shell } from "./session/Shell";
import { AddressPage } from "./sign-in/AddressPage";
import { ForgottenPage } from "./sign-in/ForgottenPage";
import { InvitationPage } from "./sign-in/InvitationPage";
import { RecoveryPage } from "./sign-in/RecoveryPage";
import { SignInPage } from "./sign-in/SignInPage";
import { Broken, BrokenPage } from "./ui/Broken";
import { createLateRouter } from "./ui/LatePage";
import { Failed, Loading } from "./ui/States";

const Closed = lazy(() => import("./data/ClosedPage"));

/** Pages for those who are signed in. Others sign in first, and then find the page they came for. */
function Inside() {
  const { session, owner, forget } = useSessionState();
  useEffect(() => forget, [forget]);
  return (
    <>
      {owner && (
        // What somebody has typed waits for them; it is neither shown nor does it do anything, and is nobody else's.
        <Activity key={ownerOf(owner)} mode={session ? "visible" : "hidden"}>
          <Shell />
        </Activity>
      )}
      {!session && <Outside />}
    </>
  );
}

function Outside() {
  const { session, error, refresh } = useSessionState();
  if (session === null) return <SignInPage />;
  if (isProblem(error, "tenant_closed")) {
    return (
      <Suspense fallback={<Loading />}>
        <Closed />
      </Suspense>
    );
  }
  return (
    <main className="front">
      {error ? (
        <Failed error={error} onRetry={() => void refresh().catch(() => {})} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

/** The page that somebody comes to who asked for none. */
function Start() {
  return useIsPatient() ? <Navigate to="/record" replace /> : <Outlet />;
}

/** A page that begins anew with another link: only what is behind `#` differs, so that the browser loads nothing. */
function Fresh({ page: Page }: { page: ComponentType }) {
  return <Page key={useLocation().pathname} />;
}

/** Pages that fail by themselves: what stands around them stays. */
const within = (children: RouteObject[]) => [{ errorElement: <BrokenPage />, children }];

const createRouter = () =>
  createLateRouter([
    {
      element: <Outlet />,
      errorElement: <Broken />,
      hydrateFallbackElement: <Loading />,
      children: [
        { path: "/invitation/:token", element: <Fresh page={InvitationPage} /> },
        { path: "/recovery/:ticket", element: <Fresh page={RecoveryPage} /> },
        { path: "/address/:ticket", element: <Fresh page={AddressPage} /> },
        { path: "/forgotten", element: <ForgottenPage /> },
        { path: "/gone/:erasure", lazy: () => import("./account/GonePage") },
        {
          element: <Inside />,
          children: within([
            {
              element: <Start />,
              children: [{ index: true, lazy: () => import("./home/HomePage") }],
            },
            { path: "/account", lazy: () => import("./account/AccountPage") },
            {
              path: "/record",
              lazy: () => import("./own-record/RecordPage"),
              children: [
                { index: true, lazy: () => import("./own-record/OverviewPage") },
                { path: "accesses", lazy: () => import("./own-record/AccessesPage") },
                { path: "copy", lazy: () => import("./own-record/CopyPage") },
                { path: "rights", lazy: () => import("./own-record/RightsPage") },
              ],
            },
            { path: "/types", lazy: () => import("./types/TypesPage") },
            // No type is called so: names begin with a letter.
            { path: "/types/-new", lazy: () => import("./types/NewTypePage") },
            {
              path: "/types/:type",
              lazy: () => import("./types/TypePage"),
              children: [
                { index: true, lazy: () => import("./types/StartPage") },
                { path: "documents", lazy: () => import("./types/DocumentsPage") },
                { path: "new", lazy: () => import("./types/NewDocumentPage") },
                { path: "documents/:id", lazy: () => import("./types/DocumentPage") },
                { path: "documents/:id/history", lazy: () => import("./types/HistoryPage") },
                { path: "definition", lazy: () => import("./types/DefinitionPage") },
              ],
            },
            {
              path: "/people",
              lazy: () => import("./people/PeoplePage"),
              children: [
                { index: true, lazy: () => import("./people/MembersPage") },
                { path: "invitations", lazy: () => import("./people/InvitationsPage") },
                { path: "roles", lazy: () => import("./people/RolesPage") },
                { path: "rules", lazy: () => import("./people/RulesPage") },
                { path: "clients", lazy: () => import("./clients/ClientsPage") },
                { path: "clients/new", lazy: () => import("./clients/NewClientPage") },
                { path: "clients/:client", lazy: () => import("./clients/ClientPage") },
                { path: ":user", lazy: () => import("./people/MemberPage") },
              ],
            },
            { path: "/patients", lazy: () => import("./patients/PatientsPage") },
            { path: "/patients/new", lazy: () => import("./patients/NewPatientPage") },
            { path: "/patients/:id/edit", lazy: () => import("./patients/EditPatientPage") },
            {
              path: "/patients/:id",
              lazy: () => import("./patients/PatientPage"),
              children: [
                {
                  lazy: () => import("./patients/RecordPage"),
                  children: [
                    { index: true, lazy: () => import("./patients/SummaryPage") },
                    { path: "timeline", lazy: () => import("./patients/TimelinePage") },
                    { path: "observations", lazy: () => import("./patients/ObservationsPage") },
                    { path: "conditions", lazy: () => import("./patients/ConditionsPage") },
                  ],
                },
                { path: "documents", lazy: () => import("./record/DocumentsTab") },
                { path: "looked", lazy: () => import("./record/LookedTab") },
                { path: "export", lazy: () => import("./record/ExportTab") },
                { path: "rights", lazy: () => import("./record/RightsTab") },
                { path: "erasure", lazy: () => import("./record/ErasureTab") },
              ],
            },
            {
              path: "/data",
              lazy: () => import("./data/DataPage"),
              children: [
                { index: true, lazy: () => import("./data/StatePage") },
                { path: "people", lazy: () => import("./data/FindPersonPage") },
                {
                  path: "people/:type/:id",
                  lazy: () => import("./data/PersonPage"),
                  children: [
                    { index: true, lazy: () => import("./record/RightsTab") },
                    { path: "looked", lazy: () => import("./record/LookedTab") },
                    { path: "export", lazy: () => import("./record/ExportTab") },
                    { path: "erasure", lazy: () => import("./record/ErasureTab") },
                  ],
                },
                { path: "exports", lazy: () => import("./data/ExportsPage") },
                { path: "erasures", lazy: () => import("./data/ErasuresPage") },
                { path: "erasures/:erasure", lazy: () => import("./data/ErasurePage") },
                { path: "objections", lazy: () => import("./data/ObjectionsPage") },
                { path: "ending", lazy: () => import("./data/EndingPage") },
              ],
            },
            {
              path: "/activity",
              lazy: () => import("./activity/ActivityPage"),
              children: [
                { index: true, lazy: () => import("./activity/EventsPage") },
                { path: "log", lazy: () => import("./log/LogPage") },
                { path: ":id", lazy: () => import("./activity/EventPage") },
              ],
            },
            { path: "*", lazy: () => import("./ui/NoSuchPage") },
          ]),
        },
      ],
    },
  ]);

export function App() {
  const [client] = useState(createQueryClient);
  const [router] = useState(createRouter);
  return (
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </LanguageProvider>
  );
}
