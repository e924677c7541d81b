// A picture out of a file, as large as there is room for, and larger for whoever wants to see more of it.

import { useState } from "react";
import { useLanguage } from "../messages";
import { Select } from "../ui/Field";
import { Notice } from "../ui/Notice";
import { Loading } from "../ui/States";
import type { Content } from "./content";
import { useAddress } from "./useAddress";
import { firstZoom, ZOOMS } from "./zoom";

export function Picture({ content, name }: { content: Content; name: string }) {
  const { t, locale } = useLanguage();
  const address = useAddress(content);
  const [isBroken, setBroken] = useState(false);
  /** How wide all of it is drawn, in pixels; nothing until it is there. */
  const [whole, setWhole] = useState<number | null>(null);
  const [zoom, setZoom] = useState(1);
  if (isBroken) return <Notice>{t("documents.broken")}</Notice>;
  if (!address) return <Loading />;
  const percent = new Intl.NumberFormat(locale, { style: "percent" });
  const isLarger = whole !== null && zoom > 1;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than the dialog is scrolled by keys too */}
      <div className="picture" tabIndex={0} data-larger={isLarger}>
        <img
          src={address}
          alt={name}
          style={isLarger ? { width: whole * zoom } : undefined}
          onLoad={({ currentTarget: shown }) => {
            if (whole !== null) return;
            setWhole(shown.clientWidth);
            setZoom(firstZoom(shown.naturalWidth));
          }}
          onError={() => setBroken(true)}
        />
      </div>
      <div className="choice">
        <Select
          label={t("documents.size")}
          value={String(zoom)}
          options={ZOOMS.map((it) => ({ value: String(it), text: percent.format(it) }))}
          onChoose={(it) => setZoom(Number(it))}
        />
      </div>
    </>
  );
}
