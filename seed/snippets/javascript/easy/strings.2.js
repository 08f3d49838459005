// Fix the week
let day = "Monday";
day = day.slice(3);
day = `Sun${day}`;
log(day.length);
say(day);
