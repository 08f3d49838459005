/** The names and explanations of the flags that verification sets on a run (games/verification.ts). */
export const FLAGS: Record<string, { name: string; text: string }> = {
  late: {
    name: "late",
    text: "Its log came in more than ten seconds after the run was over. A slow upload does that, and so does writing the log by hand.",
  },
  overlap: {
    name: "overlap",
    text: "Typed at the same time as another run of the account, so it counts for nothing.",
  },
  speed: {
    name: "speed",
    text: "More than 250 keys in ten seconds: 300 words a minute. The fastest typists come near it for a moment, machines with ease.",
  },
};
