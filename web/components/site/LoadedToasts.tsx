'use client';

export { Notifications as LoadedToasts } from '@mantine/notifications';
