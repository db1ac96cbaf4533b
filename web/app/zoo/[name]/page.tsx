import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { applicationNames } from '#contracts/backboneEntries';
import { NetworkPage } from '../../../components/networks/NetworkPage.tsx';
import { networkBlocks, networkFacts, papers } from '../../../components/networks/networkFacts.ts';

interface NetworkRouteProps {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: NetworkRouteProps): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function NetworkRoute({ params }: NetworkRouteProps) {
  const { name: asked } = await params;
  const name = applicationNames.find((known) => known === asked);
  if (!name) notFound();
  return <NetworkPage network={networkFacts(name)} blocks={networkBlocks(name)} paper={papers[name]} />;
}
