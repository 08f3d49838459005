if (typeof input === "string") {
  output = input.trim();
}
