import { decimal } from './quantities.ts';
import type { Agreement, SegmentAgreement } from '../../main/contract/agreement.ts';

/** The columns of an agreement: the key of its heading, and its number with as many digits as mean something. */
export const agreementColumns = [
  ['mlA', ({ mlA }) => digits(mlA, 1)],
  ['mlB', ({ mlB }) => digits(mlB, 1)],
  ['differenceMl', ({ differenceMl }) => digits(differenceMl, 1)],
  ['differencePercent', ({ differencePercent }) => digits(differencePercent, 1)],
  ['dice', ({ dice }) => digits(dice, 4)],
  ['jaccard', ({ jaccard }) => digits(jaccard, 4)],
  ['meanSurfaceMm', ({ meanSurfaceMm }) => digits(meanSurfaceMm, 2)],
  ['hausdorff95Mm', ({ hausdorff95Mm }) => digits(hausdorff95Mm, 2)],
] as const satisfies readonly (readonly [keyof SegmentAgreement, (segment: SegmentAgreement) => string])[];

/** Empty where there is nothing to measure. */
function digits(value: number | null, count: number): string {
  return value === null ? '' : decimal(value, count);
}

const headings = [
  ...['Segment', 'A', 'B', 'A (mL)', 'B (mL)', 'B - A (mL)', 'B - A (%)', 'Dice', 'Jaccard'],
  ...['Mean surface distance (mm)', '95 % Hausdorff distance (mm)'],
];

/** For a spreadsheet: a line of headings, and one for each segment, with all digits. */
export function agreementRows({ a, b, segments }: Agreement): readonly (readonly string[])[] {
  const all = (value: number | null, count: number) => value?.toFixed(count) ?? '';
  return [
    headings,
    ...segments.map((one) => [
      ...[one.name, a, b, all(one.mlA, 3), all(one.mlB, 3), all(one.differenceMl, 3)],
      ...[all(one.differencePercent, 2), all(one.dice, 5), all(one.jaccard, 5)],
      ...[all(one.meanSurfaceMm, 3), all(one.hausdorff95Mm, 3)],
    ]),
  ];
}
