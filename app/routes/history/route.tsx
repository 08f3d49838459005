export default function Page() { return <main>history</main>; }
