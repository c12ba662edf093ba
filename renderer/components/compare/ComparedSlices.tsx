import { useTranslation } from 'react-i18next';
import type { Plane } from '../../geometry/planes.ts';
import { comparedPlane } from '../../interaction/pointedPlane.ts';
import { useCompare, useCompared } from '../../stores/compare.ts';
import { activeGroup, useSegmentationOf } from '../../stores/segmentation.ts';
import { SliceTrack } from '../SliceTrack.tsx';

function useSlice({ sliceAxis }: Plane) {
  const count = useCompared(({ info }) => info.grid.shapeIjk[sliceAxis]!) ?? 1;
  const slice = useCompare(({ positionIjk }) => Math.round(positionIjk[sliceAxis]!));
  return { count, slice, isInside: slice >= 0 && slice < count };
}

/** "12 / 30": the slice of the compared scan that is shown; a dash where it has none at that place. */
export function ComparedSliceNumber({ plane }: { plane: Plane }) {
  const { count, slice, isInside } = useSlice(plane);
  return (
    <span className="slice-number" data-picture-text data-testid="slice-number-compared">
      {isInside ? slice + 1 : '–'} / {count}
    </span>
  );
}

/** Moves the compared scan through its slices. */
export function ComparedSlider({ plane }: { plane: Plane }) {
  const { t } = useTranslation('compare');
  const { count, slice, isInside } = useSlice(plane);
  const scanId = useCompared(({ info }) => info.scanId);
  const name = useCompared(({ info }) => info.name);
  const box = useSegmentationOf(scanId, (state) => activeGroup(state)?.map.box);
  return (
    <SliceTrack
      {...{ plane, count, box, slice: Math.min(count - 1, Math.max(0, slice)) }}
      label={t('sliceOf', { plane: t(plane.name), name })}
      valueText={isInside ? t('sliceValue', { slice: slice + 1, count }) : t('outside')}
      onShow={(index) => comparedPlane()?.showSlice(index)}
    />
  );
}
