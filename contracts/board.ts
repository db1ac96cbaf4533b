/**
 * What students see of an assignment's board: all of it by name; all of it under pseudonyms; only their own place;
 * nothing. Staff always see all of it.
 */
export const boardModes = ['FULL', 'PSEUDONYMS', 'OWN', 'OFF'] as const;
