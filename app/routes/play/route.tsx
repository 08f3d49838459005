export default function Page() { return <main>play</main>; }
