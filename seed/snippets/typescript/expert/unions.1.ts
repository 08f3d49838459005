type Action =
  | { type: "deposit"; amount: number }
  | { type: "transfer"; amount: number; to: string }
  | { type: "close"; reason?: string };

function describe(action: Action): string {
  switch (action.type) {
    case "deposit":
      return `Add ${action.amount}`;
    case "transfer":
      return `Send ${action.amount} to ${action.to}`;
    case "close":
      return action.reason ?? "Account closed";
    default: {
      const never: never = action;
      throw new Error(`Unhandled action: ${never}`);
    }
  }
}
