// Has Lighthouse look at the sign-in and at the home of a demo, from a folder in which it is installed: it is no package of
// the console. docs/performance.md says how.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [access, screen = "mobile"] = process.argv.slice(2);
const { url, administrator } = JSON.parse(readFileSync(access, "utf8"));
const { resolve } = createRequire(join(process.cwd(), "package.json"));
const here = (name) => import(pathToFileURL(resolve(name)));
const [{ default: puppeteer }, { startFlow, desktopConfig }] = [
  await here("puppeteer-core"),
  await here("lighthouse"),
];

const page = new URL(url);
page.hostname = "localhost";
const options = {
  ...(screen === "desktop" ? { config: desktopConfig } : {}),
  flags: { onlyCategories: ["performance", "accessibility", "best-practices"] },
};
const FIGURES = [
  "first-contentful-paint",
  "largest-contentful-paint",
  "total-blocking-time",
  "cumulative-layout-shift",
];

const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--ignore-certificate-errors"],
});

/** Loads the page in a tab of its own, and prints how that was. */
async function measure(name, isSignedIn) {
  const tab = await browser.newPage();
  const flow = await startFlow(tab, options);
  await flow.navigate(page.href, { name, disableStorageReset: isSignedIn });
  const [{ lhr }] = (await flow.createFlowResult()).steps;
  const scores = Object.values(lhr.categories).map(
    (it) => `${it.title} ${Math.round(it.score * 100)}`,
  );
  const figures = FIGURES.map((it) => `${lhr.audits[it].title} ${lhr.audits[it].displayValue}`);
  console.log(`${screen}, ${name}: ${[...scores, ...figures].join(", ")}`);
  for (const { auditRefs } of Object.values(lhr.categories)) {
    for (const { id, weight } of auditRefs) {
      const { score, title } = lhr.audits[id];
      if (weight > 0 && score !== null && score < 0.9) console.log(`  ${title}`);
    }
  }
  return tab;
}

const tab = await measure("sign-in", false);
await tab.type("input[type=email]", administrator.email);
await tab.type("input[name=password]", administrator.password);
await tab.click("button[type=submit]");
await tab.waitForSelector("nav a");
await tab.close();
await measure("home", true);
await browser.close();
