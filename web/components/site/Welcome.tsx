'use client';

import { Anchor, Button, Container, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useMe } from '../accounts/session.ts';
import { JoinByCode } from '../lectures/JoinByCode.tsx';
import { Link } from '../page/Link.tsx';
import classes from './Welcome.module.css';

const steps = ['write', 'watch', 'score'] as const;

/** The front page: what the site is, the way in, and a live figure that shows what it is about. */
export function Welcome({ figure }: { figure: ReactNode }) {
  const t = useTranslations();
  const { me } = useMe();
  return (
    <Container size={1120} px="md">
      <div className={classes.hero}>
        <Stack gap="lg" align="flex-start">
          <Title order={1} className={classes.title}>
            {t('welcome.title')}
          </Title>
          <Text size="lg" c="dimmed" maw={520}>
            {t('welcome.text')}
          </Text>
          <Group gap="sm">
            {me ? (
              <Button component={Link} href="/courses" size="md">
                {t('welcome.courses')}
              </Button>
            ) : (
              <>
                <Button component={Link} href="/sign-up" size="md">
                  {t('accounts.createTitle')}
                </Button>
                <Button component={Link} href="/sign-in" size="md" variant="default">
                  {t('accounts.signIn')}
                </Button>
              </>
            )}
          </Group>
          <Anchor component={Link} href="/learn" fw={550}>
            {t('welcome.learn')}
          </Anchor>
          <JoinByCode />
        </Stack>
        <Paper withBorder shadow="sm" component="figure" m={0} p={{ base: 'sm', sm: 'lg' }}>
          <Text component="figcaption" fw={600} mb="sm">
            {t('welcome.figure')}
          </Text>
          {figure}
          <Text size="xs" c="dimmed" mt="sm">
            {t('welcome.data')}
          </Text>
        </Paper>
      </div>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>
            <Title order={2} size="h3" mb={4}>
              {t(`welcome.steps.${step}.title`)}
            </Title>
            <Text size="sm" c="dimmed">
              {t(`welcome.steps.${step}.text`)}
            </Text>
          </li>
        ))}
      </ol>
    </Container>
  );
}
