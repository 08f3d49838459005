declare global {
  interface Window {
    settings?: Partial<Config>;
  }
}

export interface Config {
  theme: "light" | "dark";
  sound: boolean;
}
export const defaults: Config = { theme: "dark", sound: true };

export async function start(page: Window): Promise<void> {
  const config = { ...defaults, ...page.settings };
  const { body } = page.document;
  body.className = config.theme;
  if (!config.sound) return;
  const { playIntro } = await import("./sound.js");
  await playIntro();
}
