import { expect, test } from "vitest";
import { deviceName } from "./device";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/148.0.0.0 Safari/537.36`, "Chrome · Linux"],
  [
    `Mozilla/5.0 (Windows NT 10.0) ${WEBKIT} Chrome/148.0.0.0 Safari/537.36 Edg/148.0`,
    "Edge · Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
    "Safari · iPhone",
  ],
  ["Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox · Android"],
])("%s is %s", (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});

test("a program that is no browser keeps its own name", () => {
  expect(deviceName("clinic-app/2.1")).toBe("clinic-app/2.1");
});
