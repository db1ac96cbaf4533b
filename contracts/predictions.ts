/** Pictures that a person may show to networks on the server, in any hour. */
export const picturesAnHour = 60;

/** Pictures of a person that may wait for a worker at once. */
export const picturesAtOnce = 8;

/** Bytes of such a picture's file. A page sends it as small as the network takes it. */
export const mostPictureBytes = 700_000;

/** For so long the answer is kept, and counted. */
export const keptPredictionMs = 3600 * 1000;

/** A TensorFlow.js model that has more bytes is not loaded into a browser. */
export const mostBrowserModelBytes = 25_000_000;

/** Bytes of a network's parameters as a browser loads them: four a parameter. */
export function modelBytes(parameters: number): number {
  return 4 * parameters;
}
