/** An X server without a screen, and keys that are pressed on its keyboard. */
import { execFileSync, spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** The keycodes of an X keyboard of 105 keys that hold down a level of a layout. */
const SHIFT = 50;
const ALT_GR = 108;

/** `xdotool --sync` would wait for ever for a window that does not come. */
const LONGEST_MS = 20_000;

/** A key on a layout: its keycode or its name, which xdotool looks up, and what is held down with it. */
export type Stroke = [key: number | "Escape", level?: "Shift" | "AltGr"];

export interface XServer {
  /** `:n`, for the environment variable DISPLAY. */
  display: string;
  /** Sets the layout of the keyboard, as `setxkbmap` names it. */
  setLayout(layout: string, variant?: string): void;
  /** Gives the keyboard to the window with this title: there is no window manager that would. */
  focusWindow(title: string): void;
  /** Presses keys one after the other. */
  strike(...strokes: Stroke[]): void;
  stop(): Promise<void>;
}

/** Starts an X server on a display that is free. */
export async function startXServer(): Promise<XServer> {
  // The server picks the display and writes its number to descriptor 3. Without -noreset it would forget the layout
  // as soon as `setxkbmap` ends, its only client.
  const server = spawn(
    "/usr/bin/Xvfb",
    ["-displayfd", "3", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const announced = server.stdio[3] as Readable;
  const display = await Promise.race([
    new Promise<string>((resolve) => announced.once("data", (data) => resolve(`:${data}`.trim()))),
    ended.then(() => Promise.reject(new Error("Xvfb ended at once"))),
  ]);
  const env = { ...process.env, DISPLAY: display };
  const run = (program: string, ...args: string[]) =>
    execFileSync(`/usr/bin/${program}`, args, {
      env,
      stdio: ["ignore", "ignore", "pipe"],
      timeout: LONGEST_MS,
    });
  const held = { Shift: SHIFT, AltGr: ALT_GR };
  return {
    display,
    setLayout: (layout, variant) =>
      void run("setxkbmap", layout, ...(variant ? ["-variant", variant] : [])),
    focusWindow: (title) =>
      void run(
        "xdotool",
        "search",
        "--sync",
        "--onlyvisible",
        "--name",
        title,
        "windowfocus",
        "--sync",
      ),
    strike(...strokes) {
      const args = strokes.flatMap(([key, level]) =>
        level
          ? [
              ["keydown", held[level]],
              ["key", key],
              ["keyup", held[level]],
            ]
          : [["key", key]],
      );
      run("xdotool", ...args.flat().map(String));
    },
    async stop() {
      server.kill();
      await ended;
    },
  };
}
