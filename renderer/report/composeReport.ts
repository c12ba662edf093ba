import i18next from 'i18next';
import type { ReportDocument } from '../../main/contract/reportDocument.ts';
import { largestSection } from '../geometry/largestSection.ts';
import { planeNames, type PlaneName } from '../geometry/planes.ts';
import { toPng } from '../overlay/picture.ts';
import { currentScene } from '../scene/currentScene.ts';
import { useApp } from '../stores/app.ts';
import { measurementsOf } from '../stores/measurements.ts';
import { useScan, type OpenScan } from '../stores/scan.ts';
import { activeGroup, shownSegmentation, type SegmentGroup } from '../stores/segmentation.ts';
import { useViews } from '../stores/views.ts';
import { drawKeySlice } from './keySlice.ts';
import { measurementTable, mostRows, reportFacts, segmentTable } from './reportText.ts';

/** In CSS pixels; the slices are drawn twice as fine. */
const slicePicture = { width: 440, height: 310 } as const;
const volumePicture = { width: 660, height: 465 } as const;
const pixelRatio = 2;

/** The report of the scan on show: its active group of segments and what was measured; null where no scan is open. */
export async function composeReport(): Promise<ReportDocument | null> {
  const { scan } = useScan.getState();
  if (!scan) return null;
  const group = activeGroup(shownSegmentation()) ?? null;
  const measurements = measurementsOf(scan.info.scanId);
  const { version, models } = useApp.getState();
  const modelName = models.find(({ id }) => id === group?.report?.model.id)?.name;
  // Both tables get what the other leaves, half of the page where both are long.
  const measured = Math.min(
    measurements.length,
    Math.max(mostRows / 2, mostRows - (group?.segments.length ?? 0)),
  );
  const t = i18next.t.bind(i18next);
  return {
    language: i18next.language,
    title: t('report:title', { scan: scan.info.name }),
    subtitle: t('report:made', { date: today(), version }),
    warning: t('report:notForDiagnosis'),
    pictures: await pictures(scan, group),
    tables: [
      ...(group ? [segmentTable(group, mostRows - measured)] : []),
      ...(measurements.length > 0 ? [measurementTable(scan.info, scan.planes, measurements, measured)] : []),
    ],
    facts: reportFacts(scan.info, group, modelName),
    footer: t('report:footer', { version }),
  };
}

const today = () => new Date().toLocaleString(i18next.language, { dateStyle: 'long', timeStyle: 'short' });

async function pictures(scan: OpenScan, group: SegmentGroup | null): Promise<ReportDocument['pictures']> {
  const made: ReportDocument['pictures'] = [];
  for (const name of planeNames) {
    const slice = keySliceOf(scan, group, name);
    const { window } = useViews.getState();
    const canvas = drawKeySlice(
      { scan, plane: scan.planes[name], slice, window, group },
      slicePicture,
      pixelRatio,
    );
    const count = scan.info.grid.shapeIjk[scan.planes[name].sliceAxis]!;
    const plane = i18next.t(`report:${name}`);
    const caption = i18next.t('report:slice', { plane, slice: slice + 1, count });
    if (canvas) made.push({ caption, png: await toPng(canvas) });
  }
  const volume = currentScene()?.volumePicture(volumePicture);
  if (volume) made.push({ caption: i18next.t('report:volume'), png: await toPng(canvasOf(volume)) });
  return made;
}

/** Where the segments are largest; without any the slice on show. */
function keySliceOf({ info, planes }: OpenScan, group: SegmentGroup | null, name: PlaneName): number {
  const { sliceAxis } = planes[name];
  const largest = group && largestSection(group.map, info.grid.shapeIjk, sliceAxis);
  return largest ?? useViews.getState().crosshairIjk[sliceAxis]!;
}

function canvasOf(picture: ImageData): OffscreenCanvas {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
  return canvas;
}
