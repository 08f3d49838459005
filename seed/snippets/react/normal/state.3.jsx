function useDice(sides = 6) {
  const roll = () => Math.ceil(Math.random() * sides);
  const [face, setFace] = useState(roll);
  const again = () => setFace(roll());
  return [face, again];
}
