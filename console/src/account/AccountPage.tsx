// One's own account.

import { useAccount } from "../api/queries";
import { useT } from "../messages";
import { useTitle } from "../ui/Front";
import { Asked } from "../ui/States";
import { Codes } from "./Codes";
import { DeleteAccount } from "./DeleteAccount";
import { Events } from "./Events";
import { Passkeys } from "./Passkeys";
import { Password } from "./Password";
import { Preferences } from "./Preferences";
import { Profile } from "./Profile";
import { Sessions } from "./Sessions";
import { Totp } from "./Totp";

export function Component() {
  const t = useT();
  useTitle(t("account.title"));
  const account = useAccount();
  return (
    <>
      <h1>{t("account.title")}</h1>
      <Asked of={account}>
        {(found) => (
          <>
            <Profile key={found.user.email} user={found.user} />
            <Preferences />
            <Password email={found.user.email} />
            <Totp account={found} />
            <Passkeys account={found} />
            <Codes account={found} />
            <Sessions />
            <Events />
            <DeleteAccount email={found.user.email} />
          </>
        )}
      </Asked>
    </>
  );
}
