import { useId, type ReactNode } from 'react';

interface FormFieldProps {
  readonly label: string;
  /** Empty where there is none. */
  readonly problem: string;
  readonly children: (field: {
    readonly id: string;
    readonly 'aria-invalid': boolean;
    readonly 'aria-describedby': string;
  }) => ReactNode;
}

/** A labelled field with what is wrong with it underneath. */
export function FormField({ label, problem, children }: FormFieldProps) {
  const id = useId();
  const field = { id, 'aria-invalid': problem !== '', 'aria-describedby': `${id}-problem` };
  return (
    <div className="server-field">
      <label htmlFor={id}>{label}</label>
      {children(field)}
      <p id={`${id}-problem`} className="server-failed" role="alert">
        {problem}
      </p>
    </div>
  );
}
