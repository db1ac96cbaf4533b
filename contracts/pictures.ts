/** Where a course's picture is served: what Markdown says of it. */
export function pictureAddress(courseId: string, sha256: string): string {
  return `/pictures/${courseId}/${sha256}`;
}

const stored = /^\/pictures\/[0-9a-f-]{36}\/[0-9a-f]{64}$/;
const inline = /^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+$/;

/** Whether a text may show the picture at this address: one of a course's store, or one that the text itself holds. */
export function isOwnPicture(address: string): boolean {
  return stored.test(address) || inline.test(address);
}
