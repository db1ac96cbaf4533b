/** Characters of a password at least. The server says the same. */
export const shortestPassword = 10;
