import { useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { affineRows, headerFacts, headerText } from '../../display/headerFacts.ts';
import { shell } from '../../engine/shell.ts';
import { useApp } from '../../stores/app.ts';
import { useScan } from '../../stores/scan.ts';
import { useScanHeaders } from '../../stores/scanHeaders.ts';
import { Modal } from '../Modal.tsx';
import { AffineTable } from './AffineTable.tsx';

/** The header and the geometry of the scan on show, to be read and copied. */
export function HeaderDialog() {
  const open = useApp((state) => state.headerOpen);
  const info = useScan(({ scan }) => scan?.info);
  const rangeHu = useScan(({ rangesHu, scan }) => scan && rangesHu[scan.info.scanId]);
  const header = useScanHeaders(({ byScan }) => (info ? byScan[info.scanId] : undefined));
  const { t } = useTranslation(['header', 'window']);
  if (!open || !info || !header) return null;
  const groups = headerFacts(info, header, rangeHu ?? undefined);
  const affine = affineRows(info);
  const close = () => useApp.setState({ headerOpen: false });
  return (
    <Modal title={t('title')} testId="header-dialog" wide onClose={close}>
      <div className="header-groups">
        {groups.map(({ title, facts }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl className="facts header-facts">
              {facts.map(([term, value]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <AffineTable rows={affine} />
      </div>
      <div className="dialog-actions">
        <CopyButton text={headerText(groups, affine)} />
        <button type="button" className="button" onClick={close}>
          {t('window:close')}
        </button>
      </div>
    </Modal>
  );
}

/** Copies a text, and says so itself: a toast would lie behind the dialog. */
function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation('header');
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <button
      type="button"
      className="button"
      data-testid="copy-header"
      aria-live="polite"
      onClick={() => void shell.copyText(text).then(() => setCopied(text))}
    >
      {copied === text ? <Check size={14} /> : <Copy size={14} />} {t(copied === text ? 'copied' : 'copy')}
    </button>
  );
}
