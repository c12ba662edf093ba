import type { ReactNode } from 'react';

interface IconButtonProps {
  /** For those who hear the page. */
  readonly label: string;
  /** For the pointer; the label where there is no more to say. */
  readonly hint?: string;
  /** Of a button that stays down. */
  readonly pressed?: boolean;
  readonly testId?: string;
  readonly onClick: () => void;
  /** The icon. */
  readonly children: ReactNode;
}

/** A button that shows nothing but an icon. */
export function IconButton({ label, hint = label, pressed, testId, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-pressed={pressed}
      aria-label={label}
      title={hint}
      data-testid={testId}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
