/**
 * The page's side of the stage: sends messages to the worker that draws all that moves on the field. On
 * the page, each running animation would cost every key a style recalculation, even when the compositor
 * runs it (measured: docs/decisions/0021).
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
  #onFailed: () => void;

  /** @param onFailed called when the stage cannot be loaded at all */
  constructor(lanes: HTMLElement, onFailed: () => void) {
    this.#lanes = lanes;
    this.#onFailed = onFailed;
    const canvas = addCanvas(lanes);
    if ("transferControlToOffscreen" in canvas) this.#send = this.#onThread(canvas);
    else this.#send = this.#onPage(canvas, []);
  }

  /** Queues a message for the next `flush`. */
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
    // The messages until the worker has answered, in case that it never starts.
    let unconfirmed: StageMessage[] | undefined = [];
    worker.addEventListener("message", () => {
      unconfirmed = undefined;
    });
    worker.addEventListener("error", () => {
      // The worker could not be fetched: the page draws by itself.
      if (unconfirmed) this.#send = this.#onPage(addCanvas(this.#lanes), unconfirmed);
    });
    return (messages) => {
      unconfirmed?.push(...messages);
      worker.postMessage(messages satisfies WorkerMessage);
    };
  }

  #onPage(canvas: HTMLCanvasElement, unconfirmed: StageMessage[]): Send {
    let send: Send = (messages) => unconfirmed.push(...messages);
    // Without a network the stage stays empty, and the run goes on.
    import("./scene.ts").then(
      ({ startScene }) => {
        if (this.#destroyed) return;
        const { receive: take, stop } = startScene(canvas);
        this.#stop = stop;
        take(unconfirmed);
        send = take;
      },
      () => this.#onFailed(),
    );
    return (messages) => send(messages);
  }
}
