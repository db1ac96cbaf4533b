import type { Provenance } from '#contracts/provenance';

/** What computed a run, or may compute one, as its worker recorded it; undefined before one has. */
export function provenanceOf(environment: unknown): Provenance | undefined {
  return (environment as Partial<Provenance> | null)?.engineVersion === undefined
    ? undefined
    : (environment as Provenance);
}
