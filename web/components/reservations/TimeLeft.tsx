import { Text } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useFormats } from '../page/formats.ts';

/** "2 min of 10 min": what is left of a budget. Without a budget it says so. */
export function TimeLeft({ secondsUsed, budgetSeconds }: { secondsUsed: number; budgetSeconds: number | null }) {
  const t = useTranslations();
  const formats = useFormats();
  if (budgetSeconds === null) return <Text size="sm">{t('reservations.noLimit')}</Text>;
  return (
    <Text size="sm">
      {t('reservations.leftOf', {
        left: formats.duration(Math.max(0, budgetSeconds - secondsUsed)),
        budget: formats.duration(budgetSeconds),
      })}
    </Text>
  );
}
