class Color {
  private constructor(readonly hex: string) {}
  static parse(text: string): Color | null {
    return isHex(text) ? new Color(text) : null;
  }
}
