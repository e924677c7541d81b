// Pictures of pages that can be compared: what differs from run to run is made the same before anybody sees it.

import { join } from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { shrink } from "./shrink";

/** What the clock in the browser says, so that nobody grows older. */
const NOW = new Date("2026-01-15T12:00:00Z");
const THEMES = ["light", "dark"] as const;

/**
 * Puts something of always the same length in the place of instants, ids, hashes and addresses, as soon as they
 * are drawn. What happened before 2026 is what the tests have written down themselves, and stays.
 */
function plain() {
  const months =
    "January|February|March|April|May|June|July|August|September|October|November|December";
  const short = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec";
  const later = "20(?:2[6-9]|[3-9]\\d)";
  const forms: [RegExp, string][] = [
    [new RegExp(`\\b\\d{1,2} (?:${months}) ${later}\\b`, "g"), "15 January 2026"],
    [new RegExp(`\\b\\d{1,2} (?:${short}) ${later}\\b`, "g"), "15 Jan 2026"],
    [new RegExp(`\\b\\d{2}/\\d{2}/${later}\\b`, "g"), "15/01/2026"],
    [new RegExp(`\\b${later}-\\d{2}-\\d{2}(?:T[\\d:.]+Z)?`, "g"), "2026-01-15"],
    [
      /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, 15 January 2026\b/g,
      "Thursday, 15 January 2026",
    ],
    [/\b\d{2}:\d{2}:\d{2}\b/g, "12:00:00"],
    [/\b\d{2}:\d{2}\b(?!:)/g, "12:00"],
    [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "0".repeat(36)],
    [/\b[0-9a-f]{8,}\b/g, "00000000"],
    [/(?:localhost|127\.0\.0\.1):\d+/g, "clinic.example"],
    [/[\w.-]+@[\w-]+\.example/g, "somebody@clinic.example"],
    // The same in two parts.
    [/^[\w.-]+@$/, "somebody@"],
    [/^[\w-]+\.example$/, "clinic.example"],
    [/[A-Za-z0-9+/]{43}=/g, `${"A".repeat(43)}=`],
  ];
  const same = (text: string) => forms.reduce((made, [form, by]) => made.replace(form, by), text);
  const put = (node: Node) => {
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let it: Node | null = texts.currentNode; it; it = texts.nextNode()) {
      if (it.nodeType !== Node.TEXT_NODE) continue;
      const [was, is] = [it.nodeValue ?? "", same(it.nodeValue ?? "")];
      if (was !== is) it.nodeValue = is;
    }
  };
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") put(target);
      for (const added of addedNodes) put(added);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** A page of somebody whose pictures are taken. */
export async function steady(page: Page) {
  await page.clock.setFixedTime(NOW);
  await page.addInitScript(plain);
  // Only what is loaded from now on is made the same.
  await page.reload();
}

/** Compares a page with its pictures, one a theme. What `hidden` finds is different each time. */
export async function compare(page: Page, name: string, hidden: Locator[] = []) {
  await expect(
    page.getByRole("heading", { level: 1 }).or(page.locator("dialog")).first(),
  ).toBeVisible();
  await expect(page.locator("[aria-busy=true], .loading")).toHaveCount(0);
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const picture = `${name}-${colorScheme}.png`;
    await expect(page).toHaveScreenshot(picture, {
      mask: hidden,
      stylePath: join(import.meta.dirname, "pictures.css"),
    });
    shrink(test.info().snapshotPath(picture, { kind: "screenshot" }));
  }
}
