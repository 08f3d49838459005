export class CoffeeMachine {
  #beans = 20;
  #mood = "sleepy";

  press(button) {
    if (this.#beans === 0) return "Refill me, I know where you sit";
    switch (button) {
      case "espresso":
        this.#beans -= 1;
        return "Small cup, big plans";
      case "decaf":
        // No beans are used, which is the point
        return "But why?";
      case "tea":
        throw new TypeError("I am not a teapot", { cause: 418 });
      default:
        this.#mood = "confused";
        return `Feeling ${this.#mood}, try turning me off`;
    }
  }
}
