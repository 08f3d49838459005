interface Logger {
  (message: string): void;
  level: "info" | "warn";
  // Shown before each message
  readonly prefix?: string;
}
