const icons = { sun: "ray", rain: "drop", fog: "veil" };

export function Weather({ sky }) {
  const name = icons[sky] ?? "cloud";
  return <Icon name={name} label={sky} />;
}
