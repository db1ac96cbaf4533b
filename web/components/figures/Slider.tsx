'use client';

import { useId } from 'react';
import classes from './figures.module.css';

/** A slider with a name, and in words what it is set to. */
export function Slider(props: {
  label: string;
  /** What it is set to. */
  text: string;
  value: number;
  min?: number;
  max: number;
  step?: number;
  onChange: (value: number) => void;
}) {
  const { label, text, value, min = 0, max, step = 1, onChange } = props;
  const id = useId();
  return (
    <div className={classes.slider}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
    </div>
  );
}
