const FILES = [..."abcdefgh"];

export function Rank({ number, pieces }) {
  const squares = FILES.map((file, index) => {
    // The square a1 is dark.
    const color = (index + number) % 2 ? "dark" : "light";
    const square = `${file}${number}`;
    return <td key={square} className={color}>{pieces[square]}</td>;
  });
  return <tr>{squares}</tr>;
}
