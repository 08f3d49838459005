type Unit = "px" | "rem" | "%";
type Length = `${number}${Unit}`;

function setWidth(panel: HTMLElement, width: Length): void {
  panel.style.width = width;
}
