// Content of a file, for the browser to draw.

import { useEffect, useState } from "react";
import type { Content } from "./content";
import { plainType } from "./fileName";

/** An address of what is in memory, for as long as it is looked at. */
export function useAddress({ blob, type }: Content): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([blob], { type: plainType(type) }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob, type]);
  return address;
}
