// What a device calls itself, in words that its owner knows.

/** The most telling names first: browsers call themselves by the names of others too. */
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS)\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/Linux/, "Linux"],
];

/** The browser and the system behind a `User-Agent`; the text itself, if it is of another kind. */
export function deviceName(agent: string): string {
  if (!agent.startsWith("Mozilla/")) return agent;
  const name = (kinds: readonly [RegExp, string][]) =>
    kinds.find(([pattern]) => pattern.test(agent))?.[1];
  return [name(BROWSERS), name(SYSTEMS)].filter(Boolean).join(" · ") || agent;
}
