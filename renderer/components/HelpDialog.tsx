import { shortcutGroups, shortcuts, type ShortcutGroup } from '../interaction/shortcuts.ts';
import { useApp } from '../stores/app.ts';
import { Modal } from './Modal.tsx';

const mouse: readonly (readonly [string, string])[] = [
  ['Left drag', 'Window width (across) and level (up and down); in 3D: turn'],
  ['Middle drag, or Shift + left drag', 'Move'],
  ['Right drag', 'Zoom'],
  ['Wheel', 'Slices; in 3D: zoom'],
  ['Click, or Shift + move', 'Crosshair, in all planes'],
  ['Double click', 'One pane fills the window, and back'],
];

const rowsOf = (group: ShortcutGroup) =>
  shortcuts
    .filter(({ group: of, label }) => of === group && label !== '')
    .map(({ label, does }) => [label, does] as const);

/** Mouse and keys. */
export function HelpDialog() {
  const open = useApp((state) => state.helpOpen);
  const version = useApp((state) => state.version);
  if (!open) return null;
  const close = () => useApp.setState({ helpOpen: false });
  return (
    <Modal title="Mouse and keys" testId="help-dialog" wide onClose={close}>
      <div className="help-columns">
        <HelpTable title="Mouse" rows={mouse} />
        {shortcutGroups.map((group) => (
          <HelpTable key={group} title={group} rows={rowsOf(group)} />
        ))}
      </div>
      <p>Volscope {version}. For research and teaching, not for diagnosis.</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>
          Close
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
