// The tests in a browser: against a running server, in the Chromium that the system has.

import { createHash, X509Certificate } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { connect } from "node:tls";
import { defineConfig } from "@playwright/test";

const { RIBCAGE_E2E_URL: url, RIBCAGE_E2E_CA: ca } = process.env;
if (!url || !ca) throw new Error("RIBCAGE_E2E_URL and RIBCAGE_E2E_CA say where the server is");

/** By what Chromium knows the server: passkeys want a page whose certificate is in order. */
function keyOf(host: string, port: number, authority: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ca: readFileSync(authority), servername: host }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.end();
      const key = new X509Certificate(raw).publicKey.export({ type: "spki", format: "der" });
      resolve(createHash("sha256").update(key).digest("base64"));
    });
    socket.on("error", reject);
  });
}

const { hostname, port } = new URL(url);
const key = await keyOf(hostname, Number(port), ca);

/** Each part runs against a server of its own. */
const PARTS = {
  people: ["sign-in", "lock", "account", "people", "clients"],
  records: ["patients", "patient", "patient-edit", "record", "own-record", "types"],
  oversight: ["home", "activity", "log", "data", "erasure", "network"],
  // Wants a server that sends letters, and a second organisation.
  letters: ["letters", "organisations"],
  // Wants a server on which nothing has happened: what is on it is compared with pictures.
  pictures: ["pictures"],
};

const parted = Object.values(PARTS).flat();
const specs = readdirSync(join(import.meta.dirname, "e2e")).filter((it) => it.endsWith(".spec.ts"));
const left = specs.filter((it) => !parted.includes(it.replace(".spec.ts", "")));
if (left.length > 0) throw new Error(`${left.join(", ")}: in no part, and so never run`);

export default defineConfig({
  testDir: "e2e",
  outputDir: process.env.RIBCAGE_E2E_OUTPUT ?? "test-results",
  workers: 1,
  timeout: 90_000,
  expect: {
    timeout: 15_000,
    // The edges of letters may differ a little from machine to machine; a word that differs is more than that.
    toHaveScreenshot: { maxDiffPixelRatio: 0.0005 },
  },
  updateSnapshots: process.env.RIBCAGE_ACCEPT === "1" ? "changed" : "none",
  snapshotPathTemplate: "e2e/pictures/{arg}{ext}",
  reporter: "list",
  projects: Object.entries(PARTS).map(([name, specs]) => ({
    name,
    testMatch: specs.map((spec) => `${spec}.spec.ts`),
  })),
  use: {
    baseURL: url,
    locale: "en-GB",
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.RIBCAGE_E2E_CHROMIUM ?? "/usr/bin/chromium",
      // Letters are drawn in grey and fields in English, whatever the machine is set to.
      env: { ...process.env, LANGUAGE: "en" },
      args: [
        "--no-sandbox",
        `--ignore-certificate-errors-spki-list=${key}`,
        "--disable-lcd-text",
        "--font-render-hinting=none",
      ],
    },
  },
});
