// How the console is built, and how it is served while somebody works on it.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** Lays every file beside itself in compressed forms, where those are smaller, for the server to choose from. */
function compressed(): Plugin {
  return {
    name: "compressed",
    apply: "build",
    writeBundle({ dir }) {
      if (!dir) return;
      const assets = readdirSync(join(dir, "assets")).map((name) => join(dir, "assets", name));
      for (const file of [join(dir, "index.html"), ...assets]) {
        const plain = readFileSync(file);
        const brotli = brotliCompressSync(plain, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
        });
        const gzip = gzipSync(plain, { level: 9 });
        if (brotli.length < plain.length) writeFileSync(`${file}.br`, brotli);
        if (gzip.length < plain.length) writeFileSync(`${file}.gz`, gzip);
      }
    },
  };
}

// Where the server runs that the console is tried with: `RIBCAGE_URL=https://127.0.0.1:8443 npm run dev`.
const server = process.env.RIBCAGE_URL ?? "https://127.0.0.1:8443";
const toServer = { target: server, secure: false, changeOrigin: true, headers: { origin: server } };

export default defineConfig({
  plugins: [compressed()],
  build: {
    target: "es2022",
    // Inlined files would be `data:` addresses, which the page's policy refuses for all but pictures.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      // Directives for servers that render React; there is none here.
      onLog(level, log, handler) {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") handler(level, log);
      },
    },
  },
  server: { proxy: { "/auth": toServer, "/api": toServer, "/fhir": toServer } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"] },
} as Parameters<typeof defineConfig>[0]);
