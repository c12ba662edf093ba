interface CheckFieldProps {
  readonly label: string;
  /** The key that does the same. */
  readonly hint?: string;
  readonly testId?: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A box to tick with its name behind. */
export function CheckField({ label, hint, testId, checked, disabled, onChange }: CheckFieldProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        data-testid={testId}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{label}</span>
      {hint && <kbd className="key-hint">{hint}</kbd>}
    </label>
  );
}
