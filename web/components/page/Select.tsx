'use client';

import { type MultiSelectProps, type SelectProps, TextInput } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';

/** What draws the choices loads when somebody comes to the first field of this kind. */
const load = () => import('./LoadedSelect.tsx');
type Loaded = Awaited<ReturnType<typeof load>>;
let loaded: Loaded | undefined;

/** Mantine's `Select`. Until somebody comes to it, it is a field that shows what is chosen. */
export function Select(props: SelectProps) {
  const chosen = props.value ?? props.defaultValue;
  return (
    <UntilUsed
      props={props}
      chosen={chosen === null || chosen === undefined ? [] : [String(chosen)]}
      draw={({ LoadedSelect }, wanted) => (
        <LoadedSelect {...props} defaultDropdownOpened={wanted === 'open'} autoFocus={wanted !== undefined} />
      )}
    />
  );
}

/** Mantine's `MultiSelect`, likewise. */
export function MultiSelect(props: MultiSelectProps) {
  return (
    <UntilUsed
      props={props}
      chosen={props.value ?? props.defaultValue ?? []}
      draw={({ LoadedMultiSelect }, wanted) => (
        <LoadedMultiSelect {...props} defaultDropdownOpened={wanted === 'open'} autoFocus={wanted !== undefined} />
      )}
    />
  );
}

/** A field that looks as the loaded one does. The first click loads that and opens it; the focus only loads it. */
function UntilUsed(given: {
  props: SelectProps | MultiSelectProps;
  chosen: readonly string[];
  draw: (loaded: Loaded, wanted: 'focus' | 'open' | undefined) => ReactNode;
}) {
  const { props, chosen, draw } = given;
  const [drawn, setDrawn] = useState(() => loaded);
  const [wanted, setWanted] = useState<'focus' | 'open'>();
  const pressed = useRef(false);
  if (drawn) return draw(drawn, wanted);
  const want = (what: 'focus' | 'open') => {
    setWanted(wanted ?? what);
    void load().then((now) => {
      loaded = now;
      setDrawn(now);
    });
  };
  const { label, description, error, placeholder, required, disabled, withAsterisk, size, id, name } = props;
  const { w, maw, miw, flex, mt, mb, style, className, 'aria-label': ariaLabel } = props;
  return (
    <TextInput
      {...{ label, description, error, placeholder, required, disabled, withAsterisk, size, id, name }}
      {...{ w, maw, miw, flex, mt, mb, style, className, 'aria-label': ariaLabel }}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      readOnly
      pointer
      value={labelsOf(props.data, chosen).join(', ')}
      rightSection={<Chevron />}
      rightSectionPointerEvents="none"
      onPointerEnter={() => void load()}
      onPointerDown={() => {
        // The loaded field would take the click that follows for another one, and close again.
        pressed.current = true;
        void load();
      }}
      onClick={() => want('open')}
      onFocus={() => {
        if (!pressed.current) want('focus');
      }}
      onBlur={() => {
        pressed.current = false;
      }}
    />
  );
}

function labelsOf(data: SelectProps['data'], chosen: readonly string[]): string[] {
  const choices = (data ?? []).flatMap((entry) =>
    typeof entry === 'object' && 'items' in entry ? [...entry.items] : [entry],
  );
  return chosen.map((value) => {
    const choice = choices.find((one) => value === (typeof one === 'object' ? one.value : one));
    return typeof choice === 'object' && 'label' in choice ? choice.label : value;
  });
}

function Chevron() {
  return (
    <svg width="16" height="16" viewBox="0 0 15 15" fill="none" aria-hidden="true">
      <path d="M5 6L7.5 3.5L10 6M5 9L7.5 11.5L10 9" stroke="currentColor" strokeWidth="1" />
    </svg>
  );
}
