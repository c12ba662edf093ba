interface SliderFieldProps {
  readonly label: string;
  /** The value in words, with its unit: beside the slider, and what a screen reader says. */
  readonly text: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly value: number;
  readonly disabled?: boolean;
  /** Where the label alone does not say what it is of. */
  readonly ariaLabel?: string;
  readonly title?: string;
  readonly testId?: string;
  readonly onChange: (value: number) => void;
}

/** A slider with its name before it and its value behind. */
export function SliderField(props: SliderFieldProps) {
  const { label, text, min, max, step, value, disabled, ariaLabel, title, testId, onChange } = props;
  return (
    <label className="field" title={title}>
      <span>{label}</span>
      <input
        type="range"
        {...{ min, max, step, value, disabled }}
        aria-label={ariaLabel}
        aria-valuetext={text}
        data-testid={testId}
        onChange={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
      <output>{text}</output>
    </label>
  );
}
