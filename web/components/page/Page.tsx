'use client';

import { Anchor, Breadcrumbs, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Link } from './Link.tsx';

export interface Crumb {
  label: string;
  href: string;
}

/** Pixels. A wider page comes near to the window's edges, and keeps more distance from them. */
const usualSize = 1120;

/** The frame of a page: the way to it, its title, its actions and its content. */
export function Page(props: {
  title: ReactNode;
  crumbs?: Crumb[];
  description?: ReactNode;
  actions?: ReactNode;
  size?: number;
  children: ReactNode;
}) {
  const t = useTranslations();
  const { title, crumbs = [], description, actions, size = usualSize, children } = props;
  return (
    <Container size={size} px={size > usualSize ? 'clamp(16px, 4vw, 64px)' : 'md'} py={{ base: 'lg', sm: 'xl' }}>
      <Stack gap="lg">
        <Stack gap={6} component="header">
          {crumbs.length > 0 && (
            <Breadcrumbs
              component="nav"
              aria-label={t('page.breadcrumbs')}
              separator="/"
              separatorMargin={8}
              styles={{
                root: { flexWrap: 'wrap' },
                breadcrumb: { whiteSpace: 'normal', overflowWrap: 'anywhere', lineHeight: 1.3 },
              }}
            >
              {crumbs.map((crumb) => (
                <Anchor key={crumb.href} component={Link} href={crumb.href} size="sm" c="dimmed">
                  {crumb.label}
                </Anchor>
              ))}
            </Breadcrumbs>
          )}
          <Group justify="space-between" align="flex-end" gap="sm">
            <Title order={1} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {actions && <Group gap="xs">{actions}</Group>}
          </Group>
          {description && (
            <Text c="dimmed" component="div" maw={720}>
              {description}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Container>
  );
}
