// It knows when you are in a hurry
export class Printer {
  #sheets = 3;

  print({ title, urgent = false, color = "black" }) {
    if (urgent) return "Installing update 1 of 214";
    if (this.#sheets === 0) return "Tray 2 is empty. There is no tray 2";
    switch (color) {
      case "black":
        // Everybody knows what black is made of
        return "Out of cyan";
      case "cyan":
        this.#sheets -= 1;
        return `Printing ${title}, sideways`;
      case "magenta":
        throw new TypeError("Magenta is a mood");
      default:
        return "Have you tried a pencil?";
    }
  }
}
