/** What people would call the program and the machine that a User-Agent names. */

export type DeviceKind = "desktop" | "phone" | "program";

/** The first that matches: most browsers also claim to be those further down. */
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|OPT|Opera)\//, "Opera"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const SYSTEMS: [RegExp, string, DeviceKind][] = [
  [/\biPhone\b/, "iPhone", "phone"],
  [/\biPad\b/, "iPad", "phone"],
  [/\bAndroid\b/, "Android", "phone"],
  [/\bCrOS\b/, "ChromeOS", "desktop"],
  [/\bWindows\b/, "Windows", "desktop"],
  [/\bMacintosh\b/, "macOS", "desktop"],
  [/\bLinux\b/, "Linux", "desktop"],
];

const matching = <Row extends [RegExp, ...unknown[]]>(rows: Row[], userAgent: string) =>
  rows.find(([pattern]) => pattern.test(userAgent));

/** `Firefox on Linux`; of what is no browser, the product that it names itself. */
export function describeDevice(userAgent: string | null): { name: string; kind: DeviceKind } {
  const browser = matching(BROWSERS, userAgent ?? "")?.[1];
  const [, system, kind = "program"] = matching(SYSTEMS, userAgent ?? "") ?? [];
  if (browser && system) return { name: `${browser} on ${system}`, kind };
  const product = userAgent
    ?.trim()
    .split(/[\s(;]/)[0]
    ?.slice(0, 60);
  return { name: browser ?? (product || "An unknown device"), kind: "program" };
}
