/** Names devices by their User-Agent: the browser and the operating system. */

export type DeviceKind = "desktop" | "phone" | "program";

/** The first match counts, because most browsers also claim to be those further down. */
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

/** Returns `Firefox on Linux`, or the product name of a User-Agent that is no browser. */
export function nameDevice(userAgent: string | null): { name: string; kind: DeviceKind } {
  const browser = matching(BROWSERS, userAgent ?? "")?.[1];
  const [, system, kind = "program"] = matching(SYSTEMS, userAgent ?? "") ?? [];
  if (browser && system) return { name: `${browser} on ${system}`, kind };
  const product = userAgent
    ?.trim()
    .split(/[\s(;]/)[0]
    ?.slice(0, 60);
  return { name: browser ?? (product || "An unknown device"), kind: "program" };
}

/** Replaces the User-Agent of each device by its name and kind. */
export const nameDevices = <Device extends { user_agent: string | null }>(devices: Device[]) =>
  devices.map(({ user_agent, ...device }) => ({ ...device, ...nameDevice(user_agent) }));
