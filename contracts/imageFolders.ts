/** Thrown for a folder or a zip that cannot be learned from. */
export class FolderInvalid extends Error {}
