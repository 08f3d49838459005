const beats = { rock: "scissors", paper: "rock", scissors: "paper" };
type Hand = keyof typeof beats;

function judge(mine: Hand, yours: Hand): "win" | "loss" | "draw" {
  if (mine === yours) return "draw";
  return beats[mine] === yours ? "win" : "loss";
}
// Beginners open with rock
const opening: Hand = "paper";
scoreboard.add(judge(opening, "rock"));
