'use client';

import { NumberInput, type NumberInputProps, Select, type SelectProps, Switch, Text, TextInput } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { shownValue } from './differences.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { nameOf, type Path, valueAt } from './recipePath.ts';
import type { RecipeForm } from './useRecipeForm.ts';

interface RecipeFieldProps {
  form: RecipeForm;
  path: Path;
  label: string;
  description?: string | undefined;
}

interface ChoiceFieldProps extends RecipeFieldProps, Pick<SelectProps, 'data' | 'searchable'> {
  /** What a choice means, under its name in the list: the field itself has room for the name alone. */
  note?: (choice: string) => string | undefined;
  /** Instead of only setting the path. */
  onChoose?: (value: string) => void;
}

/** A field of the recipe that takes one of some names. */
export function ChoiceField({ form, path, label, description, note, onChoose, ...props }: ChoiceFieldProps) {
  const value = form.value(path);
  return (
    <FieldFrame form={form} path={path} label={label}>
      <Select
        {...props}
        renderOption={optionWithNote(note)}
        label={label}
        description={description}
        allowDeselect={false}
        disabled={!form.isReadable}
        value={typeof value === 'string' ? value : null}
        error={form.error(path)}
        onChange={(next) => next !== null && (onChoose ? onChoose(next) : form.set(path, next))}
      />
    </FieldFrame>
  );
}

/** Draws a choice with what it means below. */
export function optionWithNote(note: ChoiceFieldProps['note']): SelectProps['renderOption'] {
  return (
    note &&
    (({ option: { value, label } }) => (
      <div style={{ overflowWrap: 'anywhere' }}>
        {label}
        <Text size="xs" c="dimmed">
          {note(value)}
        </Text>
      </div>
    ))
  );
}

interface NumberFieldProps extends RecipeFieldProps, Pick<NumberInputProps, 'step' | 'allowDecimal' | 'placeholder'> {
  /** The most that the assignment allows. */
  limit?: number | undefined;
}

/** A number of the recipe. Left empty, it takes its default, which is its placeholder. */
export function NumberField(props: NumberFieldProps) {
  const { form, path, label, description, limit, allowDecimal = false, placeholder, step } = props;
  const t = useTranslations();
  // What is being typed: "0.0" is a number on its way to another one.
  const [typed, setTyped] = useState<string | number>('');
  const value = form.written(path);
  const fallback = valueAt(form.nearest, path);
  const limited = limit === undefined ? description : t('recipes.limitHere', { limit });
  return (
    <FieldFrame form={form} path={path} label={label}>
      <NumberInput
        label={label}
        description={limited}
        step={step}
        allowDecimal={allowDecimal}
        decimalScale={10}
        disabled={!form.isReadable}
        value={typed !== '' && Number(typed) === value ? typed : typeof value === 'number' ? value : ''}
        placeholder={placeholder ?? (typeof fallback === 'number' ? String(fallback) : undefined)}
        error={form.error(path)}
        onChange={(next) => {
          setTyped(next);
          form.set(path, next === '' || Number.isNaN(Number(next)) ? undefined : Number(next));
        }}
      />
    </FieldFrame>
  );
}

/** A field that takes a number or a list of numbers: "0.2" or "[0.8, 1.2]". */
export function NumbersField({ form, path, label, description }: RecipeFieldProps) {
  const [typed, setTyped] = useState('');
  const value = form.written(path);
  const shown = shownValue(value);
  const isTyped = typed !== '' && JSON.stringify(numbersIn(typed)) === JSON.stringify(value);
  return (
    <FieldFrame form={form} path={path} label={label}>
      <TextInput
        label={label}
        description={description}
        inputMode="text"
        disabled={!form.isReadable}
        value={isTyped ? typed : shown}
        placeholder={shownValue(valueAt(form.nearest, path)) || '0'}
        error={form.error(path)}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          form.set(path, numbersIn(currentTarget.value));
        }}
      />
    </FieldFrame>
  );
}

/** What somebody has typed so far; text that is no number stays, so that its fault is said. */
function numbersIn(text: string): number | number[] | string | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  const isList = plain.startsWith('[') || plain.includes(',');
  const numbers = plain
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (numbers.some(Number.isNaN)) return plain;
  return isList ? numbers : numbers[0];
}

/** A field that is true or false. */
export function SwitchField({ form, path, label, description }: RecipeFieldProps) {
  return (
    <FieldFrame form={form} path={path} label={label}>
      <Switch
        label={label}
        description={description}
        disabled={!form.isReadable}
        checked={form.value(path) === true}
        error={form.error(path)}
        onChange={({ currentTarget }) => form.set(path, currentTarget.checked)}
      />
    </FieldFrame>
  );
}

interface GroupSwitchProps extends RecipeFieldProps {
  /** What the group says when it is switched on. */
  preset: Record<string, unknown>;
}

/** Switches a group of fields, such as the augmentation, on and off. Switched on again, it says what it said before. */
export function GroupSwitch({ form, path, label, description, preset }: GroupSwitchProps) {
  const [last, setLast] = useState<unknown>(preset);
  const value = form.written(path);
  return (
    <FieldFrame form={form} path={path} label={label}>
      <Switch
        label={label}
        description={description}
        disabled={!form.isReadable}
        checked={value !== undefined}
        error={form.error(path)}
        data-path={nameOf(path)}
        onChange={({ currentTarget }) => {
          if (!currentTarget.checked) setLast(value);
          form.set(path, currentTarget.checked ? last : undefined);
        }}
      />
    </FieldFrame>
  );
}
