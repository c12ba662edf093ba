import { ScanList } from './ScanList.tsx';
import { useScan } from '../stores/scan.ts';

/** The scan's name and geometry. */
export function ScanSection() {
  const info = useScan(({ scan }) => scan?.info);
  const rangeHu = useScan(({ scan, rangesHu }) => scan && rangesHu[scan.info.scanId]);
  if (!info) return null;
  const rows: readonly (readonly [string, string])[] = [
    ['Size', `${info.grid.shapeIjk.join(' × ')}`],
    ['Spacing', `${info.spacingMm.map((mm) => Number(mm.toFixed(2))).join(' × ')} mm`],
    ['Axes', `${info.orientation} (${info.affineSource})`],
    ['Values', `${rangeHu ? `${rangeHu.join(' to ')} HU, ` : ''}${info.datatype}`],
  ];
  return (
    <section className="panel-section">
      <h2>Scan</h2>
      <ScanList />
      <dl className="facts">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {info.warnings.map((warning) => (
        <p key={warning} className="warning">
          {warning}
        </p>
      ))}
    </section>
  );
}
