import { useTranslation } from 'react-i18next';
import { decimal, inMm } from '../display/quantities.ts';
import { ScanList } from './ScanList.tsx';
import { useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';

/** The scan's name and geometry. */
export function ScanSection() {
  const info = useScan(({ scan }) => scan?.info);
  const rangeHu = useScan(({ scan, rangesHu }) => scan && rangesHu[scan.info.scanId]);
  const { t } = useTranslation(['scan', 'header']);
  if (!info) return null;
  const range = rangeHu ? t('rangeHu', { min: decimal(rangeHu[0]), max: decimal(rangeHu[1]) }) : '';
  const [first, second, third] = info.spacingMm;
  const rows: readonly (readonly [string, string])[] = [
    [t('size'), `${info.grid.shapeIjk.join(' × ')}`],
    [t('spacing'), `${decimal(first, 2, 0)} × ${decimal(second, 2, 0)} × ${inMm(third, 2, 0)}`],
    [t('axes'), `${info.orientation} (${info.affineSource})`],
    [t('values'), `${range}${info.datatype}`],
  ];
  return (
    <section className="panel-section">
      <h2>{t('title')}</h2>
      <ScanList />
      <dl className="facts">
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <button
        type="button"
        className="link"
        data-testid="header-button"
        onClick={() => useApp.setState({ headerOpen: true })}
      >
        {t('header:show')}
      </button>
      {info.warnings.map((warning) => (
        <p key={warning} className="warning">
          {warning}
        </p>
      ))}
    </section>
  );
}
