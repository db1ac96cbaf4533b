type ConnectionState = 'idle' | 'connected' | 'reconnecting';

let state: ConnectionState = 'idle';
const listeners = new Set<() => void>();

/** The state of the one WebSocket, as `useSyncExternalStore` wants it. */
export const connectionState = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  current: () => state,
};

export function connectionChanged(next: ConnectionState): void {
  state = next;
  for (const listener of listeners) listener();
}
