import { Contrast, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../main/contract/agreement.ts';
import { agreementColumns } from '../display/agreementText.ts';
import { compareGroups, copyAgreement, closeAgreement, showDifferences } from '../engine/agreement.ts';
import { useAgreement } from '../stores/agreement.ts';
import { comparable, useSegmentation } from '../stores/segmentation.ts';
import { Modal } from './Modal.tsx';

/** Two groups of segments beside each other: how far they agree, segment by segment. */
export function AgreementDialog() {
  const compared = useAgreement((state) => state.compared);
  const agreement = useAgreement((state) => state.agreement);
  const { t } = useTranslation(['agreement', 'window']);
  if (!compared) return null;
  const { scanId, groupIds } = compared;
  const [a, b] = groupIds;
  return (
    <Modal title={t('title')} testId="agreement-dialog" wide onClose={closeAgreement}>
      <div className="agreement-choice">
        <GroupChoice label="A" chosen={a} onChange={(next) => compareGroups(scanId, [next, b])} />
        <GroupChoice label="B" chosen={b} onChange={(next) => compareGroups(scanId, [a, next])} />
      </div>
      {agreement ? <AgreementTable agreement={agreement} /> : <p role="status">{t('measuring')}</p>}
      <p className="hint">{t('meaning')}</p>
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          data-testid="show-differences"
          disabled={!agreement}
          onClick={showDifferences}
        >
          <Contrast size={14} /> {t('show')}
        </button>
        <button
          type="button"
          className="button"
          data-testid="copy-agreement"
          disabled={!agreement}
          onClick={() => void copyAgreement()}
        >
          <Copy size={14} /> {t('copy')}
        </button>
        <button type="button" className="button" onClick={closeAgreement}>
          {t('window:close')}
        </button>
      </div>
    </Modal>
  );
}

interface GroupChoiceProps {
  readonly label: 'A' | 'B';
  readonly chosen: string;
  readonly onChange: (groupId: string) => void;
}

function GroupChoice({ label, chosen, onChange }: GroupChoiceProps) {
  const groups = useSegmentation((segmentation) => segmentation.groups);
  return (
    <label className="field">
      <span>{label}</span>
      <select
        value={chosen}
        data-testid={`agreement-${label.toLowerCase()}`}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {comparable(groups).map(({ groupId, name }) => (
          <option key={groupId} value={groupId}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function AgreementTable({ agreement: { segments } }: { agreement: Agreement }) {
  const { t } = useTranslation('agreement');
  return (
    <table className="agreement" data-testid="agreement">
      <thead>
        <tr>
          <th scope="col">{t('segment')}</th>
          {agreementColumns.map(([key]) => (
            <th key={key} scope="col">
              {t(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {segments.map((segment) => (
          <tr key={`${segment.valueA}:${segment.valueB}`}>
            <th scope="row">{segment.name}</th>
            {agreementColumns.map(([key, text]) => (
              <td key={key} data-column={key}>
                {text(segment) || '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
