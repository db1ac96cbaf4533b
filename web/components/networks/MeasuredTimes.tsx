'use client';

import { Alert, Button, Group, NativeSelect, Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useMe } from '../accounts/session.ts';
import { useFormats } from '../page/formats.ts';
import type { useMeasuredTimes } from './useMeasuredTimes.ts';

interface MeasuredTimesProps {
  times: ReturnType<typeof useMeasuredTimes>;
  /** How many networks there are. */
  networks: number;
  /** The measurement that is shown. */
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** Which machine the column "here" is of, and for those who may, a way to have it measured. */
export function MeasuredTimes({ times, networks, chosen, onChoose }: MeasuredTimesProps) {
  const t = useTranslations();
  const formats = useFormats();
  const { me } = useMe();
  const { measured, done, loading, problem, measure } = times;
  const shown = measured.find(({ id }) => id === chosen) ?? measured[0];
  const mayMeasure = me != null && me.siteRole !== 'MEMBER';
  return (
    <>
      <Group gap="sm" align="flex-end">
        {measured.length > 1 && (
          <NativeSelect
            label={t('networks.measuredOn')}
            value={shown?.id}
            onChange={({ currentTarget }) => onChoose(currentTarget.value)}
            data={measured.map(({ id, machine }) => ({ value: id, label: machine }))}
          />
        )}
        <Text size="xs" c="dimmed" role="status" flex="1 1 16rem">
          {done !== null
            ? t('networks.measuring', { done, networks })
            : shown
              ? t('networks.measuredHere', { machine: shown.machine, time: formats.moment(shown.measuredAt) })
              : t('networks.notMeasured')}
        </Text>
        {mayMeasure && (
          <Button size="xs" variant="default" onClick={measure} loading={loading} disabled={done !== null}>
            {t('networks.measure')}
          </Button>
        )}
      </Group>
      {problem && (
        <Alert color="red" title={t('networks.measureFailed')} role="alert">
          {problem}
        </Alert>
      )}
    </>
  );
}
