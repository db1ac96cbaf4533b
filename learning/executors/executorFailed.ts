import type { ExecutorPlace } from '#contracts/provenance';

/** ONNX Runtime does not compute on that GPU, or no longer: the run may go on without it. */
export class ExecutorFailed extends Error {
  readonly place: ExecutorPlace;

  constructor(place: ExecutorPlace, message: string, options?: ErrorOptions) {
    super(message, options);
    this.place = place;
  }
}
