import type { Page, Request } from "playwright-core";
import { expect } from "vitest";
import { lockBug } from "./field-page.ts";

/** Starts a run from the form of `/play`, and types until the script of its end is loaded, which comes with the first key. */
export async function startSettledRun(page: Page): Promise<void> {
  const pending = new Set<Request>();
  let asked = false;
  page.on("request", (request) => {
    pending.add(request);
    asked ||= request.url().includes("end-panel");
  });
  page.on("requestfinished", (request) => void pending.delete(request));
  page.on("requestfailed", (request) => void pending.delete(request));
  await page.getByRole("button", { name: /^Start/ }).click();
  await lockBug(page);
  await expect.poll(() => asked && pending.size === 0).toBe(true);
}
