const moves = {
  idle: { start: "brewing" },
  brewing: { done: "ready", cancel: "idle" },
  ready: { pour: "idle" },
};

function coffeeMachine(state, event) {
  // A button without a meaning does nothing.
  return moves[state][event] ?? state;
}
export const useCoffee = () => useReducer(coffeeMachine, "idle");
