class Printer {
  private paper = 0;
  private mood: "asleep" | "offended" = "asleep";

  print(document: string): never {
    this.mood = "offended";
    const reason = this.paper > 0 ? "Cyan is low" : "No paper";
    throw new Error(`${reason}, so ${document} stays grey`);
  }
  kick(): string {
    return this.mood === "offended" ? "PC LOAD LETTER" : "zzz";
  }
}
