/** The element of every page in which dialogs, menus and lists of choices open: it lies in a landmark. */
export const floatingId = 'floating';
