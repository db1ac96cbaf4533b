/** As many runs can be compared. */
export const mostCompared = 20;
