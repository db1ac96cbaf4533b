'use client';

export { MultiSelect as LoadedMultiSelect, Select as LoadedSelect } from '@mantine/core';
