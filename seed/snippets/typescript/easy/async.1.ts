const res =
  await fetch(url);
const me: User =
  await res.json();
let who = me.name;
who ||= "stranger";
greet(who);
