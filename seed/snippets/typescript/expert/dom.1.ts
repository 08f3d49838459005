class StarRating extends HTMLElement {
  static observedAttributes = ["value"];

  connectedCallback(): void {
    this.addEventListener("click", ({ offsetX }) => {
      const stars = Math.ceil((offsetX / this.clientWidth) * 5);
      this.setAttribute("value", String(stars));
    });
  }
  attributeChangedCallback(_: string, old: string, value: string): void {
    if (old === value) return;
    const stars = Number(value);
    this.textContent = "*".repeat(stars).padEnd(5, "-");
    const detail = { stars };
    this.dispatchEvent(new CustomEvent("rate", { detail }));
  }
}
customElements.define("star-rating", StarRating);
