/** From so many players on, a share of them says more than a count. */
export const FEWEST_PLAYERS_FOR_SHARE = 20;
