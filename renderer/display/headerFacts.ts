import i18next from 'i18next';
import type { ScanInfo } from '../../main/contract/geometry.ts';
import type { ScanHeader } from '../../main/contract/scanHeader.ts';
import { decimal, inHu, inMm, wholeNumber } from './quantities.ts';

/** A term and what the scan has for it. */
export type Fact = readonly [term: string, value: string];

export interface FactGroup {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** Farther apart than a tenth of a voxel's least spacing, sform and qform are two places. */
const apartShare = 0.1;

/** Everything that is known of a scan's file, grid and values, in the language on screen. */
export function headerFacts(
  info: ScanInfo,
  header: ScanHeader,
  rangeHu: readonly [number, number] | undefined,
): readonly FactGroup[] {
  const { t } = i18next;
  const { shapeIjk } = info.grid;
  const [ni, nj, nk] = shapeIjk;
  const facts = (...pairs: readonly (Fact | false)[]) => pairs.filter((pair) => pair !== false);
  return [
    {
      title: t('header:file'),
      facts: facts(
        [t('header:name'), info.name],
        [t('header:description'), header.description || '–'],
        [t('header:intent'), intentOf(header)],
        [t('header:byteOrder'), t(header.littleEndian ? 'header:littleEndian' : 'header:bigEndian')],
        header.frames > 1 && [t('header:frames'), decimal(header.frames)],
      ),
    },
    {
      title: t('header:grid'),
      facts: facts(
        [t('header:shape'), `${shapeIjk.join(' × ')} (${wholeNumber(ni * nj * nk)})`],
        [t('header:spacing'), `${info.spacingMm.map((mm) => decimal(mm, 4, 0)).join(' × ')} mm`],
        [t('header:extent'), info.spacingMm.map((mm, axis) => inMm(mm * shapeIjk[axis]!, 1, 0)).join(' × ')],
        isSheared(info) && [
          t('header:angles'),
          anglesOf(info)
            .map((angle) => `${decimal(angle, 1)}°`)
            .join(', '),
        ],
        [t('header:orientation'), t('header:orientationValue', { letters: info.orientation })],
        [t('header:source'), info.affineSource],
        [t('header:sform'), formOf(header.sformCode)],
        [t('header:qform'), formOf(header.qformCode)],
        [t('header:forms'), formsOf(info, header)],
        [t('header:units'), header.lengthUnit === 'unknown' ? t('header:unitUnknown') : header.lengthUnit],
      ),
    },
    {
      title: t('header:values'),
      facts: facts(
        [t('header:datatype'), info.datatype],
        [t('header:scaling'), scalingOf(header)],
        [
          t('header:range'),
          rangeHu ? t('header:rangeValue', { min: inHu(rangeHu[0]), max: inHu(rangeHu[1]) }) : '…',
        ],
        [t('header:memory'), memoryOf(header, ni * nj * nk * Int16Array.BYTES_PER_ELEMENT)],
      ),
    },
  ];
}

/** The rows of the affine, as files have them: with the point in every language. */
export function affineRows({ grid: { affineIjkToRas } }: ScanInfo): readonly (readonly string[])[] {
  const cells = affineIjkToRas.map((value) => String(Number(value.toFixed(5))));
  return [0, 4, 8, 12].map((start) => cells.slice(start, start + 4));
}

/** All of it as plain text, a line a fact. */
export function headerText(groups: readonly FactGroup[], affine: readonly (readonly string[])[]): string {
  const lines = groups.flatMap(({ title, facts }) => [
    title,
    ...facts.map(([term, value]) => `  ${term}: ${value}`),
  ]);
  return [...lines, i18next.t('header:affine'), ...affine.map((row) => `  ${row.join('  ')}`), ''].join('\n');
}

/** The angles between the axes i and j, i and k, j and k, in degrees: spacing and extent are along them. */
function anglesOf({ grid: { affineIjkToRas }, spacingMm }: ScanInfo): readonly number[] {
  const pairs = [
    [0, 1],
    [0, 2],
    [1, 2],
  ] as const;
  return pairs.map(([a, b]) => {
    const product = [0, 4, 8].reduce(
      (sum, row) => sum + affineIjkToRas[row + a]! * affineIjkToRas[row + b]!,
      0,
    );
    return (Math.acos(product / (spacingMm[a] * spacingMm[b])) * 180) / Math.PI;
  });
}

/** A tilted gantry's: other angles are rounding. */
const isSheared = (info: ScanInfo) => anglesOf(info).some((angle) => Math.abs(angle - 90) > 0.05);

const knownForms = ['notSet', 'scanner', 'aligned', 'talairach', 'mni', 'template'] as const;

function formOf(code: number): string {
  const name = knownForms[code];
  return name ? i18next.t('header:code', { code, name: i18next.t(`header:${name}`) }) : String(code);
}

function formsOf({ spacingMm }: ScanInfo, { formsApartMm, sformCode, qformCode }: ScanHeader): string {
  if (formsApartMm === null)
    return i18next.t(sformCode > 0 && qformCode > 0 ? 'header:formUnusable' : 'header:oneForm');
  const apart = formsApartMm > apartShare * Math.min(...spacingMm);
  return i18next.t(apart ? 'header:formsDiffer' : 'header:formsAgree', { mm: inMm(formsApartMm, 2) });
}

function intentOf({ intentCode, intentName }: ScanHeader): string {
  const code = intentCode === 0 ? i18next.t('header:none') : String(intentCode);
  return intentName === '' ? code : i18next.t('header:code', { code, name: intentName });
}

function scalingOf({ slope, intercept }: ScanHeader): string {
  if (slope === 0) return i18next.t('header:notScaled');
  return `scl_slope ${decimal(slope, 6, 0)}, scl_inter ${decimal(intercept, 6, 0)}`;
}

function memoryOf({ engineBytes }: ScanHeader, windowBytes: number): string {
  const mb = (bytes: number) => decimal(bytes / 1e6, 1);
  return i18next.t('header:memoryValue', {
    all: mb(engineBytes + windowBytes),
    engine: mb(engineBytes),
    window: mb(windowBytes),
  });
}
