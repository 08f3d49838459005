/** Keeps the browser's offer to install the site until a visitor asks for it (`install-button.tsx`). */

/** No standard has it, and only browsers based on Chromium do. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let offered: InstallPrompt | undefined;
let onOffer = () => {};

/** Has to be called early: the browser offers it once in each document. */
export function keepInstallPrompt(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    // Otherwise it covers a part of the page.
    event.preventDefault();
    offered = event as InstallPrompt;
    onOffer();
  });
}

export const installPrompt = (): InstallPrompt | undefined => offered;

/** @param listener is called when there is an offer, instead of any before */
export function onInstallPrompt(listener: () => void): void {
  onOffer = listener;
  if (offered) listener();
}
