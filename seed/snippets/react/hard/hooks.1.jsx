export function Atlas({ countries }) {
  const [letter, setLetter] = useState("A");
  const [isPending, startTransition] = useTransition();
  const pick = (next) => startTransition(() => setLetter(next));
  const shown = countries.filter(({ name }) => name[0] === letter);
  return (
    <main aria-busy={isPending}>
      <Alphabet onPick={pick} />
      <Globe countries={shown} />
    </main>
  );
}
