export default function Page() { return <main>result</main>; }
