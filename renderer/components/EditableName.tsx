import { useState } from 'react';

interface EditableNameProps {
  readonly name: string;
  readonly label: string;
  readonly onChange: (name: string) => void;
}

/** A name that can be typed over in its place: Enter takes it, Escape leaves it as it was. */
export function EditableName({ name, label, onChange }: EditableNameProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    const next = typed?.trim();
    if (next && next !== name) onChange(next);
    setTyped(null);
  };
  return (
    <input
      className="editable-name"
      type="text"
      maxLength={100}
      title={typed ?? name}
      aria-label={label}
      value={typed ?? name}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        setTyped(null);
        event.stopPropagation();
      }}
    />
  );
}
