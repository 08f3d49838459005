const FRIDAY = 5;
const doubts = [
  "Did anybody read the diff?",
  "It is late. Is the pager charged?",
  "It is Friday. Are you sure?",
];

export function DeployButton({ deploy, now }) {
  const [asked, setAsked] = useState(0);
  const isLate = now.getHours() >= 16;
  const isFriday = now.getDay() === FRIDAY;
  const wanted = 1 + Number(isLate) + Number(isFriday);
  const ask = () => setAsked(asked + 1);

  // Nobody has ever clicked through all of them.
  if (asked < wanted) return <button onClick={ask}>{doubts[asked]}</button>;
  return <button onClick={deploy}>Here be dragons</button>;
}
