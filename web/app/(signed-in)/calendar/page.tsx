import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CalendarPage } from '../../../components/reservations/CalendarPage.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return { title: t('reservations.title') };
}

export default function CalendarPageRoute() {
  return <CalendarPage />;
}
