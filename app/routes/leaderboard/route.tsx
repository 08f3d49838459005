export default function Page() { return <main>leaderboard</main>; }
