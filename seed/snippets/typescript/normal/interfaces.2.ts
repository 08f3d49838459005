interface Logger {
  (message: string): void;
  level: "info" | "warn" | "error";
}
