// What is left for somebody whose account is erased: that it is, and the receipt.

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { api } from "../api/client";
import { answered } from "../api/problem";
import { Receipt } from "../data/Receipt";
import { lookAgain } from "../data/useErasure";
import { useLanguage } from "../messages";
import { Front } from "../ui/Front";
import { Notice } from "../ui/Notice";
import { Asked } from "../ui/States";

export function Component() {
  const { t, moment } = useLanguage();
  const { erasure: id = "" } = useParams();
  const erasure = useQuery({
    queryKey: ["gone", id],
    queryFn: () => answered(api.GET("/auth/erasures/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) => lookAgain(data),
  });
  return (
    // Whether an account is deleted the answer says, and not the address.
    <Front title={t(erasure.data ? "gone.title" : "gone.page")}>
      <Asked of={erasure}>
        {(found) => (
          <>
            <Notice kind="good">
              {t(found.state === "closed" ? "gone.closed" : "gone.text", {
                date: moment(found.copies_until),
              })}
            </Notice>
            {found.receipt && <Receipt erasure={found} receipt={found.receipt} />}
            {found.no_receipt && (
              <Notice title={t("erasure.noReceipt")}>{t("erasure.again")}</Notice>
            )}
            {!found.receipt && !found.no_receipt && (
              <Notice title={t("gone.pending.title")}>{t("gone.pending")}</Notice>
            )}
          </>
        )}
      </Asked>
      <p className="quiet">
        <Link to="/">{t("signIn.title")}</Link>
      </p>
    </Front>
  );
}
