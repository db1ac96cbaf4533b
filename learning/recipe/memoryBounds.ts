// What a run holds in memory at most. estimateMemory.ts computes from it what a run will take before it begins.

/**
 * Images that a frozen prefix takes at once. More are hardly faster on processors, and VGG19's activations take 25 MB
 * an image.
 */
export const frozenBatch = { processor: 4, gpu: 16 } as const;

/** Images that both executors are timed on. */
export const timedImages = 2;

/**
 * Features of a split, or its images in float32, that take no more bytes than this lie in the engine's memory while a
 * stage trains.
 */
export const residentBytes = 2 ** 28;

/**
 * Decoded images that are read again stay in memory, one byte a value, as long as their split needs no more bytes than
 * this.
 */
export const keptImageBytes = 2 ** 29;
