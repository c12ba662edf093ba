import i18next from 'i18next';
import type { MeasuredValues, RoiValues } from '../../main/contract/measurement.ts';

const t = i18next.t.bind(i18next);

/** What a measurement says, as it stands beside it on a slice: the value first, then what else is known. */
export function measurementLines(values: MeasuredValues): readonly string[] {
  if (!('areaMm2' in values)) return [measurementValue(values)];
  const area = t('measure:area', { area: areaText(values.areaMm2) });
  if (values.minHu === null || values.maxHu === null) return [t('measure:noVoxel'), area];
  return [meanSd(values), t('measure:minMax', whole(values)), area];
}

/** The one value of a measurement with its unit: a length, an angle, a HU, or the mean of HU. */
export function measurementValue(values: MeasuredValues): string {
  switch (values.kind) {
    case 'distance':
      return t('measure:mm', { mm: values.mm.toFixed(1) });
    case 'angle':
      return t('measure:degrees', { degrees: values.degrees.toFixed(1) });
    case 'probe':
      return values.hu === null ? t('measure:outside') : t('measure:hu', { hu: Math.round(values.hu) });
    case 'ellipse':
    case 'rectangle':
      return values.meanHu === null
        ? t('measure:noVoxel')
        : t('measure:hu', { hu: values.meanHu.toFixed(1) });
  }
}

/** What else an ellipse or a rectangle says; empty for others. */
export function measurementDetails(values: MeasuredValues): string {
  if (!('areaMm2' in values)) return '';
  const { sdHu, minHu, maxHu, areaMm2 } = values;
  const area = t('measure:area', { area: areaText(areaMm2) });
  if (sdHu === null || minHu === null || maxHu === null) return area;
  return [t('measure:sd', { sd: sdHu.toFixed(1) }), t('measure:minMax', whole(values)), area].join(' · ');
}

const meanSd = ({ meanHu, sdHu }: RoiValues) =>
  t('measure:meanSd', { mean: meanHu?.toFixed(1), sd: sdHu?.toFixed(1) });

const whole = ({ minHu, maxHu }: RoiValues) => ({
  min: Math.round(minHu ?? 0),
  max: Math.round(maxHu ?? 0),
});

const areaText = (mm2: number) => mm2.toFixed(mm2 < 100 ? 1 : 0);
