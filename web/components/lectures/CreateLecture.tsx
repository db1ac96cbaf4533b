'use client';

import { useMutation, useQuery } from '@apollo/client/react';
import {
  Alert,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type BackboneName, backboneEntries, backboneNames } from '#contracts/backboneEntries';
import {
  type LectureAugmentation,
  type LectureFreeze,
  type LectureHead,
  lectureAugmentations,
  lectureFreezes,
  lectureHeads,
  mostPrepared,
} from '#contracts/lectureChoices';
import { describeError, errorText } from '../../graphql/apiError.ts';
import {
  CreateLectureDocument,
  LecturesDocument,
  MissingWeightsDocument,
  type WeightsChoiceFragment,
} from '../../graphql/generated/graphql.ts';
import { Section } from '../page/Section.tsx';

const mostNetworks = 4;

/** A network and its weights, as one value of a select. */
const separator = ' · ';

/** What phones may choose in a new lecture: a few of everything. */
export function CreateLecture({
  assignmentId,
  starter,
  published,
}: {
  assignmentId: string;
  /** The assignment's starter recipe. */
  starter: unknown;
  published: readonly WeightsChoiceFragment[];
}) {
  const t = useTranslations();
  const router = useRouter();
  const [create] = useMutation(CreateLectureDocument, { refetchQueries: [LecturesDocument] });
  const form = useForm({
    initialValues: {
      title: '',
      networks: ['MobileNetV2'] as string[],
      inputSize: '' as number | string,
      freezes: ['ALL'] as string[],
      heads: ['LINEAR', 'WIDE'] as string[],
      augmentations: ['NONE'] as string[],
      fromScratch: [] as string[],
      epochs: 20 as number | string,
      mostGuests: 100 as number | string,
    },
    validate: {
      title: (text) => (text.trim() === '' ? t('lectures.titleMissing') : null),
      networks: (chosen) => (chosen.length === 0 ? t('lectures.chooseOne') : null),
      freezes: (chosen) => (chosen.length === 0 ? t('lectures.chooseOne') : null),
      heads: (chosen) => (chosen.length === 0 ? t('lectures.chooseOne') : null),
      augmentations: (chosen) => (chosen.length === 0 ? t('lectures.chooseOne') : null),
    },
  });
  const { networks, freezes, augmentations } = form.values;
  const { data: site } = useQuery(MissingWeightsDocument);
  const missing = networks.filter((network) =>
    site?.missingWeights.some(
      ({ backbone, weights }) => backbone === network && weights === lectureWeights(network, starter),
    ),
  );
  const combinations = networks.length * freezes.length * augmentations.length;

  const submit = async (fields: typeof form.values) => {
    form.clearErrors();
    const input = {
      assignmentId,
      title: fields.title,
      mostGuests: Number(fields.mostGuests),
      choices: {
        networks: fields.networks.map((value) => {
          const [backbone, name] = value.split(separator);
          const weights = published.find((each) => each.backbone === backbone && each.name === name)?.id ?? null;
          const size = fields.inputSize === '' ? null : Number(fields.inputSize);
          return { backbone: backbone ?? '', weights, inputSize: size };
        }),
        freezes: inOrder(lectureFreezes, fields.freezes),
        heads: inOrder(lectureHeads, fields.heads),
        augmentations: inOrder(lectureAugmentations, fields.augmentations),
        fromScratch: fields.fromScratch,
        epochs: Number(fields.epochs),
      },
    };
    try {
      const { data } = await create({ variables: { input } });
      if (data) router.push(`/lectures/${data.createLecture.id}`);
    } catch (error) {
      const { issues } = describeError(error);
      const known = issues.filter(({ path }) => fieldOf(path) in fields);
      for (const { path, message } of known) form.setFieldError(fieldOf(path), message);
      if (known.length === 0) form.setFieldError('title', errorText(t, error));
    }
  };
  const checkboxes = (
    name: 'freezes' | 'heads' | 'augmentations',
    label: string,
    options: { value: string; label: string }[],
  ) => (
    <Checkbox.Group label={label} {...form.getInputProps(name)}>
      <Stack gap="xs" mt={6} mb={4}>
        {options.map((option) => (
          <Checkbox key={option.value} {...option} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
  return (
    <Section title={t('lectures.new')}>
      <form onSubmit={form.onSubmit(submit)} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('lectures.name')}
            description={t('lectures.nameDescription')}
            maxLength={100}
            autoComplete="off"
            {...form.getInputProps('title')}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <MultiSelect
              label={t('lectures.networks')}
              description={t('lectures.networksDescription')}
              data={networkOptions(published, networks)}
              maxValues={mostNetworks}
              searchable
              hidePickedOptions
              {...form.getInputProps('networks')}
            />
            <NumberInput
              label={t('lectures.inputSize')}
              description={t('lectures.inputSizeDescription')}
              min={1}
              max={1024}
              {...form.getInputProps('inputSize')}
            />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            {checkboxes(
              'freezes',
              t('lectures.freezes'),
              lectureFreezes.map((value: LectureFreeze) => ({ value, label: t(`lectures.freeze.${value}`) })),
            )}
            {checkboxes(
              'heads',
              t('lectures.heads'),
              lectureHeads.map((value: LectureHead) => ({ value, label: t(`lectures.head.${value}`) })),
            )}
            {checkboxes(
              'augmentations',
              t('lectures.augmentations'),
              lectureAugmentations.map((value: LectureAugmentation) => ({
                value,
                label: t(`lectures.augmentation.${value}`),
              })),
            )}
          </SimpleGrid>
          <MultiSelect
            label={t('lectures.fromScratch')}
            description={t('lectures.fromScratchDescription')}
            data={[...backboneNames]}
            maxValues={mostNetworks}
            searchable
            {...form.getInputProps('fromScratch')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NumberInput label={t('lectures.epochs')} min={2} max={50} {...form.getInputProps('epochs')} />
            <NumberInput label={t('lectures.mostGuests')} min={1} max={300} {...form.getInputProps('mostGuests')} />
          </SimpleGrid>
          {missing.length > 0 && (
            <Alert color="orange" role="status">
              {t('lectures.weightsMissing', { networks: missing.join(', ') })}
            </Alert>
          )}
          {combinations > mostPrepared ? (
            <Alert color="red" role="alert">
              {t('lectures.tooMany', { most: mostPrepared })}
            </Alert>
          ) : (
            <Text size="sm" c="dimmed" role="status">
              {t('lectures.combinations', { count: combinations })}
            </Text>
          )}
          <Group>
            <Button type="submit" loading={form.submitting} disabled={combinations > mostPrepared}>
              {t('lectures.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

/** The networks with pretrained weights, and what the course has published; of each network one may be chosen. */
function networkOptions(published: readonly WeightsChoiceFragment[], chosen: readonly string[]) {
  const own = backboneNames.filter((name) => (backboneEntries[name].weights[0] as string) !== 'random') as string[];
  const ofCourse = published.map(({ backbone, name }) => `${backbone}${separator}${name}`);
  const taken = new Set(chosen.map((value) => value.split(separator)[0] as BackboneName));
  return [...own, ...ofCourse].map((value) => ({
    value,
    label: value,
    disabled: !chosen.includes(value) && taken.has(value.split(separator)[0] as BackboneName),
  }));
}

/** The weights of a network that is offered without any of the course's: as contracts/lecture chooses them. */
function lectureWeights(network: string, starter: unknown): string | undefined {
  const { backbone, weights } = starter as { backbone?: string; weights?: string };
  return backbone === network && weights !== 'random' ? weights : backboneEntries[network as BackboneName].weights[0];
}

/** Those of a list that were chosen, in the list's own order. */
function inOrder<Value extends string>(all: readonly Value[], chosen: readonly string[]): Value[] {
  return all.filter((value) => chosen.includes(value));
}

/** "choices.networks.0.backbone" → "networks" */
function fieldOf(path: string): string {
  const [first, second] = path.split('.');
  return first === 'choices' && second !== undefined ? second : (first ?? '');
}
