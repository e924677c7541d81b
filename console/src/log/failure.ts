// What a verification can find. Only the first thing that does not hold is told: what comes after rests on it.

import type { TreeName } from "./checkpoint";

export type FailureCode =
  | "unread"
  | "malformed"
  | "foreignKey"
  | "otherKey"
  | "signature"
  | "unsigned"
  | "otherDeployment"
  | "sameLog"
  | "otherLog"
  | "cutOff"
  | "rewritten"
  | "malformedEntry"
  | "missingEvent"
  | "repeatedEvent"
  | "brokenChain"
  | "otherHeader"
  | "otherBodies"
  | "recordMissing"
  | "headerMissing"
  | "otherRecord"
  | "bundleWidth"
  | "otherTile"
  | "otherEdge"
  | "otherRoot"
  | "deploymentLeaf"
  | "notInDeployment"
  | "deploymentBehind"
  | "deploymentDiffers"
  | "finding"
  | "otherEvent"
  | "notIncluded"
  | "damaged"
  | "noEd25519";

/** Failures that say nothing about the log: it could not be looked at. */
const UNSEEN: readonly string[] = ["unread", "damaged", "noEd25519"];

export type Values = Record<string, string | number> & { tree?: TreeName | "deployment" };

export class Failure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly values: Values = {},
  ) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = "Failure";
  }
}

/** Whether a failure means that something could not be looked at, rather than that it does not hold. */
export const isUnseen = ({ code }: { code: string }) => UNSEEN.includes(code);
