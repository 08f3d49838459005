/**
 * The page's end of the stage. All that moves on the field is painted by a worker:
 * on the page, each running animation costs every key a style of its own, even when
 * the compositor runs it (measured: docs/decisions/0021).
 */
import type { StageMessage } from "./messages.ts";
import type { WorkerMessage } from "./worker.ts";

type Send = (messages: readonly StageMessage[]) => void;

function addCanvas(lanes: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.className = "field-stage";
  canvas.setAttribute("aria-hidden", "true");
  lanes.replaceChildren(canvas);
  return canvas;
}

export class Stage {
  #lanes: HTMLElement;
  #worker: Worker | undefined;
  #send: Send;
  #messages: StageMessage[] = [];
  #stop: (() => void) | undefined;
  #destroyed = false;

  constructor(lanes: HTMLElement) {
    this.#lanes = lanes;
    const canvas = addCanvas(lanes);
    if ("transferControlToOffscreen" in canvas) this.#send = this.#onThread(canvas);
    else this.#send = this.#onPage(canvas, []);
  }

  /** Told with the next `flush`. */
  post(message: StageMessage): void {
    this.#messages.push(message);
  }

  flush(): void {
    if (this.#messages.length === 0) return;
    this.#send(this.#messages);
    this.#messages = [];
  }

  destroy(): void {
    this.#destroyed = true;
    this.#worker?.terminate();
    this.#stop?.();
    this.#send = () => {};
    this.#lanes.replaceChildren();
  }

  #onThread(canvas: HTMLCanvasElement): Send {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#worker = worker;
    const offscreen = canvas.transferControlToOffscreen();
    worker.postMessage(offscreen satisfies WorkerMessage, [offscreen]);
    // Kept until the worker is known to be there.
    let unconfirmed: StageMessage[] | undefined = [];
    worker.addEventListener("message", () => {
      unconfirmed = undefined;
    });
    worker.addEventListener("error", () => {
      // It could not be fetched: the page has to paint by itself.
      if (unconfirmed) this.#send = this.#onPage(addCanvas(this.#lanes), unconfirmed);
    });
    return (messages) => {
      unconfirmed?.push(...messages);
      worker.postMessage(messages satisfies WorkerMessage);
    };
  }

  #onPage(canvas: HTMLCanvasElement, unconfirmed: StageMessage[]): Send {
    let send: Send = (messages) => unconfirmed.push(...messages);
    // Without a network there is nothing to see but the code, and the run goes on.
    import("./scene.ts").then(
      ({ startScene }) => {
        if (this.#destroyed) return;
        const { receive: take, stop } = startScene(canvas);
        this.#stop = stop;
        take(unconfirmed);
        send = take;
      },
      () => {},
    );
    return (messages) => send(messages);
  }
}
