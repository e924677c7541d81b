// Showing anew who one is, in the middle of something: what was asked for is then done after all.

import { createContext, type ReactNode, use, useCallback, useRef, useState } from "react";
import { api, type Schemas } from "../api/client";
import { answered, isProblem, Problem } from "../api/problem";
import { useT } from "../messages";
import { Shown } from "../sign-in/Shown";
import { Dialog } from "../ui/Dialog";
import { levelShown } from "./assurance";
import { useSession } from "./SessionProvider";

type Guard = <T>(action: () => Promise<T>) => Promise<T>;

const Context = createContext<Guard | null>(null);

export function StepUpProvider({ children }: { children: ReactNode }) {
  const t = useT();
  const { user, session } = useSession();
  const [asked, setAsked] = useState(false);
  const waiting = useRef<{ resolve: () => void; reject: (problem: Problem) => void } | null>(null);

  const guard: Guard = useCallback(async (action) => {
    try {
      return await action();
    } catch (problem) {
      if (!isProblem(problem, "step_up_required")) throw problem;
      await new Promise<void>((resolve, reject) => {
        waiting.current = { resolve, reject };
        setAsked(true);
      });
      return action();
    }
  }, []);

  const close = () => {
    setAsked(false);
    waiting.current?.reject(new Problem("step_up_required", 403));
    waiting.current = null;
  };
  const show = async ({ sign_in }: Schemas["SignInProgress"]) => {
    await answered(api.POST("/auth/session/step-up", { body: { sign_in } }));
    setAsked(false);
    waiting.current?.resolve();
    waiting.current = null;
  };
  return (
    <Context value={guard}>
      {children}
      {asked && (
        <Dialog title={t("stepUp.title")} onClose={close}>
          <p>{t("stepUp.text")}</p>
          {/* The session goes on with what is shown now, so less than before would not do. */}
          <Shown email={user.email} wanted={levelShown(session.factors)} onShown={show} />
        </Dialog>
      )}
    </Context>
  );
}

/** Does something, after its owner has shown anew who they are, if that is wanted. */
export function useStepUp(): Guard {
  const guard = use(Context);
  if (!guard) throw new Error("a component stands outside of the StepUpProvider");
  return guard;
}
