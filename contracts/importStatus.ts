/**
 * The states of an import.
 *
 * ```
 * QUEUED → CHECKING → WRITING → SUCCEEDED
 *             ↓  ↑ (decided: QUEUED again)
 *   WAITING_FOR_DECISION
 * every state before the last ones → FAILED | CANCELLED
 * ```
 */
export const importStatuses = [
  'QUEUED',
  'CHECKING',
  'WAITING_FOR_DECISION',
  'WRITING',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** The states of an import that a worker may have or get. */
export const importsOfWorkers = ['QUEUED', 'CHECKING', 'WRITING'] as const satisfies readonly ImportStatus[];

/** The states of an import that has not ended: its upload stays. */
export const openImportStatuses = [
  ...importsOfWorkers,
  'WAITING_FOR_DECISION',
] as const satisfies readonly ImportStatus[];

export function importHasEnded(status: ImportStatus): boolean {
  return !(openImportStatuses as readonly ImportStatus[]).includes(status);
}
