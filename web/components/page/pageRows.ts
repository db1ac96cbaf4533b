/** Rows a page. */
export const pageRows = 50;
