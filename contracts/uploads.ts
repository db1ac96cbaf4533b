/**
 * Bytes that one request of an upload carries. The site passes requests on to the API and refuses bodies above 10 MB,
 * so every client sends a file in pieces of this size (tus resumes after the last whole piece).
 */
export const uploadChunkBytes = 8 * 1024 * 1024;
