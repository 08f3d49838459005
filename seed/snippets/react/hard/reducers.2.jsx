const moves = {
  idle: { start: "brewing" },
  brewing: { done: "ready", cancel: "idle" },
  ready: { pour: "idle" },
};

export function coffeeMachine(state, event) {
  const next = moves[state][event];
  if (!next) console.warn(`Cannot ${event} while ${state}`);
  return next ?? state;
}
