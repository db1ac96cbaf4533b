'use client';

import { Box, Button, Code, Container, Group, Paper, Stack, Text, Title } from '@mantine/core';
import Link from 'next/link';
import { useMe } from '../accounts/useMe.ts';
import classes from './Welcome.module.css';

const recipe = `backbone: MobileNetV2
weights: imagenet
freeze: all
head: {pooling: avg}
optimizer: {name: rmsprop, learningRate: 0.001}
training: {epochs: 20, batchSize: 32}
seed: 42`;

const steps = [
  {
    title: 'Write a recipe',
    text: 'Choose a backbone and its weights, say what stays frozen and what is put on top. The form counts the parameters as you go.',
  },
  {
    title: 'Watch it learn',
    text: 'A worker trains your run and every epoch appears while it happens: loss, accuracy, what is left to wait.',
  },
  {
    title: 'Meet the test set',
    text: 'The run is evaluated on images that nobody in the course has seen. The best score of each student goes to the leaderboard.',
  },
];

/** The front page: what the site is, and the way in. */
export function Welcome() {
  const { me } = useMe();
  return (
    <Container size={1120} px="md">
      <div className={classes.hero}>
        <Stack gap="lg" align="flex-start">
          <Title order={1} className={classes.title}>
            A classroom for transfer learning
          </Title>
          <Text size="lg" c="dimmed" maw={520}>
            Take a network that was trained on one task, adapt it to a task downstream, and see how far it carries.
          </Text>
          <Group gap="sm">
            {me ? (
              <Button component={Link} href="/courses" size="md">
                Go to your courses
              </Button>
            ) : (
              <>
                <Button component={Link} href="/sign-up" size="md">
                  Create an account
                </Button>
                <Button component={Link} href="/sign-in" size="md" variant="default">
                  Sign in
                </Button>
              </>
            )}
          </Group>
        </Stack>
        <Paper withBorder shadow="sm" component="figure" m={0}>
          <Box px="md" py="xs" style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}>
            <Text size="sm" c="dimmed" component="figcaption">
              A whole recipe
            </Text>
          </Box>
          <Code block bg="transparent" p="md" fz="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {recipe}
          </Code>
        </Paper>
      </div>
      <ol className={classes.steps}>
        {steps.map(({ title, text }) => (
          <li key={title}>
            <Title order={2} size="h3" mb={4}>
              {title}
            </Title>
            <Text size="sm" c="dimmed">
              {text}
            </Text>
          </li>
        ))}
      </ol>
    </Container>
  );
}
