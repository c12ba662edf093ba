import { useTranslation } from 'react-i18next';
import type { PlaneName } from '../geometry/planes.ts';
import { useScan } from '../stores/scan.ts';
import { showSlice, useViews } from '../stores/views.ts';

/** "31 / 60": the slice that a plane shows, counted from 1 in the file's own order. A click lets another be typed. */
export function SliceNumber({ name }: { name: PlaneName }) {
  const grid = useScan(({ scan }) => scan?.info.grid);
  const axis = useScan(({ scan }) => scan?.planes[name].sliceAxis ?? 0);
  const slice = useViews(({ crosshairIjk }) => crosshairIjk[axis]!);
  const typing = useViews(({ typingSlice }) => typingSlice === name);
  const { t } = useTranslation('panes');
  if (!grid) return null;
  const count = grid.shapeIjk[axis]!;
  const stop = () => useViews.setState({ typingSlice: null });
  const show = (text: string) => {
    const wanted = Number.parseInt(text, 10);
    if (Number.isFinite(wanted)) showSlice(grid, axis, wanted - 1);
    stop();
  };
  if (typing) {
    return (
      <label className="slice-number">
        <input
          className="slice-input"
          inputMode="numeric"
          defaultValue={slice + 1}
          aria-label={t('sliceRange', { plane: t(name), count })}
          data-testid={`slice-input-${name}`}
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onBlur={stop}
          onKeyDown={(event) => {
            if (event.key === 'Enter') show(event.currentTarget.value);
            else if (event.key === 'Escape') stop();
            else return;
            event.preventDefault();
          }}
        />{' '}
        / {count}
      </label>
    );
  }
  return (
    <button
      type="button"
      className="slice-number slice-button"
      title={t('typeSlice')}
      aria-label={t('sliceOf', { plane: t(name), slice: slice + 1, count })}
      data-testid={`slice-number-${name}`}
      data-picture-text
      onClick={() => useViews.setState({ typingSlice: name })}
    >
      {slice + 1} / {count}
    </button>
  );
}
