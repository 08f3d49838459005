function gameReducer(game, action) {
  if (game.isOver && action.type !== "restart") return game;
  switch (action.type) {
    case "hit": {
      const combo = game.combo + 1;
      const score = game.score + 10 * combo;
      return { ...game, combo, score };
    }
    case "miss": {
      const lives = game.lives - 1;
      return { ...game, lives, combo: 0, isOver: lives === 0 };
    }
    case "restart":
      return { lives: 3, score: 0, combo: 0, isOver: false };
    default:
      throw new Error(`Unknown action: ${action.type}`);
  }
}
