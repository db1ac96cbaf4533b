'use client';

import { onFirstOpening } from './onFirstOpening.tsx';

/** Mantine's `Modal`, whose code loads when it is first opened. Its cross has a name in every language. */
export const Dialog = onFirstOpening(() => import('./LoadedDialog.tsx').then(({ LoadedDialog }) => LoadedDialog));
