import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { keyNames } from '../display/keyNames.ts';
import { menuKeys, shortcutGroups, shortcuts, type ShortcutGroup } from '../interaction/shortcuts.ts';
import { startTour } from '../stores/tour.ts';
import { useApp } from '../stores/app.ts';
import { Modal } from './Modal.tsx';

const mouse = ['leftDrag', 'middleDrag', 'rightDrag', 'wheel', 'brushWheel', 'click', 'doubleClick'] as const;

const rowsOf = (group: ShortcutGroup) =>
  [
    ...shortcuts.filter(({ group: of, label }) => of === group && label !== ''),
    ...(group === 'program' ? menuKeys : []),
  ].map(({ label, does }) => [keyNames(label), i18next.t(does)] as const);

/** Mouse and keys. */
export function HelpDialog() {
  const open = useApp((state) => state.helpOpen);
  const version = useApp((state) => state.version);
  const { t } = useTranslation(['help', 'window', 'shortcuts']);
  if (!open) return null;
  const close = () => useApp.setState({ helpOpen: false });
  return (
    <Modal title={t('window:help')} testId="help-dialog" wide onClose={close}>
      <div className="help-columns">
        <HelpTable title={t('mouse')} rows={mouse.map((what) => [t(what), t(`${what}Does`)] as const)} />
        {shortcutGroups.map((group) => (
          <HelpTable key={group} title={t(`shortcuts:${group}`)} rows={rowsOf(group)} />
        ))}
      </div>
      <p>{t('about', { version })}</p>
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            close();
            startTour();
          }}
        >
          {t('showTour')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('window:close')}
        </button>
      </div>
    </Modal>
  );
}

function HelpTable({ title, rows }: { title: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <table className="help-table">
      <caption>{title}</caption>
      <tbody>
        {rows.map(([what, does]) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
