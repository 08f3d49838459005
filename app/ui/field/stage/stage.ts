/**
 * The page's end of the stage. All that moves on the field is painted by a worker:
 * on the page, each running animation costs every key a style of its own, even when
 * the compositor runs it (measured: docs/decisions/0021).
 */
import type { Order } from "./messages.ts";
import type { Message } from "./worker.ts";

type Send = (orders: readonly Order[]) => void;

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
  #orders: Order[] = [];
  #stop: (() => void) | undefined;
  #left = false;

  constructor(lanes: HTMLElement) {
    this.#lanes = lanes;
    const canvas = addCanvas(lanes);
    if ("transferControlToOffscreen" in canvas) this.#send = this.#onThread(canvas);
    else this.#send = this.#onPage(canvas, []);
  }

  /** Told with the next `flush`. */
  tell(order: Order): void {
    this.#orders.push(order);
  }

  flush(): void {
    if (this.#orders.length === 0) return;
    this.#send(this.#orders);
    this.#orders = [];
  }

  destroy(): void {
    this.#left = true;
    this.#worker?.terminate();
    this.#stop?.();
    this.#send = () => {};
    this.#lanes.replaceChildren();
  }

  #onThread(canvas: HTMLCanvasElement): Send {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.#worker = worker;
    const offscreen = canvas.transferControlToOffscreen();
    worker.postMessage(offscreen satisfies Message, [offscreen]);
    // Kept until the worker is known to be there.
    let told: Order[] | undefined = [];
    worker.addEventListener("message", () => {
      told = undefined;
    });
    worker.addEventListener("error", () => {
      // It could not be fetched: the page has to paint by itself.
      if (told) this.#send = this.#onPage(addCanvas(this.#lanes), told);
    });
    return (orders) => {
      told?.push(...orders);
      worker.postMessage(orders satisfies Message);
    };
  }

  #onPage(canvas: HTMLCanvasElement, told: Order[]): Send {
    let send: Send = (orders) => told.push(...orders);
    // Without a network there is nothing to see but the code, and the run goes on.
    import("./scene.ts").then(
      ({ perform }) => {
        if (this.#left) return;
        const { take, stop } = perform(canvas);
        this.#stop = stop;
        take(told);
        send = take;
      },
      () => {},
    );
    return (orders) => send(orders);
  }
}
