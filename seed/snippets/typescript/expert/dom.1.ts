class CountDown extends HTMLElement {
  #timer?: ReturnType<typeof setInterval>;

  connectedCallback(): void {
    this.setAttribute("role", "timer");
    this.#timer = setInterval(() => this.#tick(), 1000);
    this.#tick();
  }
  disconnectedCallback(): void {
    clearInterval(this.#timer);
  }
  #tick(): void {
    const end = new Date(this.dataset.end ?? 0);
    const left = Math.max(0, end.getTime() - Date.now());
    const seconds = Math.ceil(left / 1000);
    this.textContent = `T minus ${seconds}`;
    if (seconds > 0) return;
    clearInterval(this.#timer);
    this.dispatchEvent(new CustomEvent("liftoff"));
  }
}
customElements.define("count-down", CountDown);
