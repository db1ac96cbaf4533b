import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ComparePage } from '../../../components/comparison/ComparePage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('comparison.title') };
}

export default async function ComparePageRoute({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { runs, base, metric } = await searchParams;
  const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : (value ?? ''));
  return (
    <ComparePage
      runIds={text(runs).split(',').filter(Boolean)}
      baseId={text(base) || null}
      metric={text(metric).toUpperCase()}
    />
  );
}
