const answers = [
  "Quack?",
  "Have you read the error message?",
  "And what did you expect to happen?",
  "Quack. You know it yourself.",
];

export function RubberDuck() {
  const [round, setRound] = useState(0);
  const [problem, setProblem] = useState("");

  function explain(event) {
    event.preventDefault();
    setRound(round + 1);
    setProblem("");
  }
  if (round >= answers.length) return <Duck mood="smug" />;
  return (
    <form onSubmit={explain}>
      <p>{answers[round]}</p>
      <Editor value={problem} onChange={setProblem} />
      <button>Explain</button>
    </form>
  );
}
