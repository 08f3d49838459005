// Musical chairs
const kids = [];
kids.push("Maria");
kids.push("Omar");
kids.push("Lin");
kids.shift();
log(kids.join());
