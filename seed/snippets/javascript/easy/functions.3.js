function hi(who) {
  say(`Hi, ${who}!`);
}

hi("Mars");
hi("Venus");
// Still a planet
hi("Pluto");
