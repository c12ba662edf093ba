import i18next from 'i18next';
import type { ScanInfo } from '../../main/contract/geometry.ts';
import type { Measurement } from '../../main/contract/measurement.ts';
import type { ReportDocument } from '../../main/contract/reportDocument.ts';
import { sliceOf } from '../../main/measure/slice.ts';
import { measurementLines } from '../display/measurementText.ts';
import { valuesOf } from '../engine/measurements.ts';
import type { Plane, PlaneName } from '../geometry/planes.ts';
import type { SegmentGroup } from '../stores/segmentation.ts';

type Table = ReportDocument['tables'][number];

const t = i18next.t.bind(i18next);
const number = (value: number | null, digits = 0) => value?.toFixed(digits) ?? '–';

/** Rows that fit on the page beside everything else, in all tables together. */
export const mostRows = 18;

/** The first rows of a table, with a note on those that are left out. */
function shortened(table: Omit<Table, 'note'>, most: number): Table {
  const left = table.rows.length - most;
  return {
    ...table,
    rows: table.rows.slice(0, most),
    note: left > 0 ? t('report:more', { count: left }) : '',
  };
}

/** Volume, HU and diameter of each segment of a group. */
export function segmentTable({ name, segments, statistics }: SegmentGroup, most: number): Table {
  const columns = ['segment', 'ml', 'voxels', 'mean', 'median', 'range', 'diameter'] as const;
  const rows = segments.flatMap((segment) => {
    const known = statistics.find(({ value }) => value === segment.value);
    if (!known) return [];
    const { ml, voxels, meanHu, sdHu, medianHu, minHu, maxHu, largestAxialDiameter } = known;
    return [
      [
        segment.name,
        ml.toFixed(1),
        String(voxels),
        `${number(meanHu, 1)} ± ${number(sdHu, 1)}`,
        number(medianHu),
        `${number(minHu)} … ${number(maxHu)}`,
        number(largestAxialDiameter?.mm ?? null, 1),
      ],
    ];
  });
  const headings = columns.map((column) => t(`report:${column}`));
  return shortened({ title: t('report:segments', { group: name }), headings, rows }, most);
}

/** Name, place and value of each measurement. */
export function measurementTable(
  { scanId, grid }: ScanInfo,
  planes: Readonly<Record<PlaneName, Plane>>,
  measurements: readonly Measurement[],
  most: number,
): Table {
  const rows = measurements.flatMap((measurement) => {
    const values = valuesOf(scanId, measurement);
    if (!values) return [];
    const plane = Object.values(planes).find(({ sliceAxis }) => sliceAxis === measurement.sliceAxis)!;
    const place = `${t(`report:${plane.name}`)}, ${sliceOf(measurement, grid) + 1}`;
    return [[measurement.name, place, measurementLines(values).join(', ')]];
  });
  const headings = (['measurement', 'place', 'value'] as const).map((column) => t(`report:${column}`));
  return shortened({ title: t('report:measurements'), headings, rows }, most);
}

/** What is known of the scan, and of how its segments came about. */
export function reportFacts(
  { name, grid, spacingMm, orientation }: ScanInfo,
  group: SegmentGroup | null,
  modelName: string | undefined,
): [string, string][] {
  const spacing = spacingMm.map((mm) => Number(mm.toFixed(2))).join(' × ');
  return [
    [t('report:scan'), name],
    [t('report:size'), t('report:sizeValue', { shape: grid.shapeIjk.join(' × ') })],
    [t('report:spacing'), `${spacing} mm`],
    [t('report:axes'), orientation],
    ...(group ? originFacts(group, modelName) : []),
  ];
}

function originFacts(
  { origin, report, statistics }: SegmentGroup,
  modelName: string | undefined,
): [string, string][] {
  if (!report) return [[t('report:model'), t(origin === 'file' ? 'report:fromFile' : 'report:byHand')]];
  const { id, sha256 } = report.model;
  const isAsRun = statistics.every(({ value, voxels, meanHu }) => {
    const run = report.segments.find((one) => one.value === value);
    return voxels === (run?.voxels ?? 0) && meanHu === (run?.meanHu ?? null);
  });
  const hash = sha256.slice(0, 12);
  return [
    [t('report:model'), t('report:modelValue', { name: modelName ?? id, id, hash })],
    [t('report:processor'), report.provider.device],
    ...(isAsRun ? [] : [[t('report:edits'), t('report:edited')] as [string, string]]),
  ];
}
