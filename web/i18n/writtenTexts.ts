/** JSON of the texts `T`. */
export type Written<T> = string & { readonly texts?: T };

export function readTexts<T>(texts: Written<T>): T {
  return JSON.parse(texts) as T;
}
