/** The fewest players of whom a share says more than a count. */
export const FEWEST_PLAYERS_FOR_SHARE = 20;
