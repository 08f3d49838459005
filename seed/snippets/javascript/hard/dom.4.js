export function renderCards(recipes, host) {
  const template = document.querySelector("#recipe");
  const cards = recipes.map(({ title, minutes }) => {
    const card = template.content.cloneNode(true);
    card.querySelector("h2").textContent = title;
    card.querySelector("time").textContent = `${minutes} min`;
    return card;
  });
  host.replaceChildren(...cards);
}
