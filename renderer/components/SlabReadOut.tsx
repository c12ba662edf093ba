import { useTranslation } from 'react-i18next';
import { inMm } from '../display/quantities.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { useViews } from '../stores/views.ts';

/** "MIP 10 mm", where a plane shows a thick slice: a picture that is not one slice has to say so. */
export function SlabReadOut({ name }: { name: PlaneName }) {
  const { projection, thicknessMm } = useViews(({ slabs }) => slabs[name]);
  const { t } = useTranslation('slab');
  if (projection === 'off') return null;
  return (
    <span className="slab-read-out" data-picture-text data-testid={`slab-${name}`}>
      {t(projection)} {inMm(thicknessMm)}
    </span>
  );
}
