import { useTranslation } from 'react-i18next';
import { changeExporting, useExporting } from '../stores/exporting.ts';
import { paneNames, useLayout, type PaneName } from '../stores/layout.ts';

/** Of what a picture is made, and how fine it is. */
export function PictureFields() {
  const picture = useExporting((state) => state.picture);
  const running = useExporting((state) => state.running);
  const maximised = useLayout((state) => state.maximised);
  const { t } = useTranslation('output');
  const compared = useLayout((state) => state.compared);
  const panes = compared ? [compared.plane] : maximised ? [maximised] : paneNames;
  return (
    <div className="export-picture">
      <label className="field">
        <span>{t('pictureOf')}</span>
        <select
          value={picture.of}
          disabled={running}
          data-testid="picture-of"
          onChange={({ currentTarget }) =>
            changeExporting({ picture: { ...picture, of: currentTarget.value as PaneName | 'layout' } })
          }
        >
          <option value="layout">{t('layout')}</option>
          {panes.map((pane) => (
            <option key={pane} value={pane}>
              {t(pane)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t('scale')}</span>
        <select
          value={picture.scale}
          disabled={running}
          data-testid="picture-scale"
          onChange={({ currentTarget }) =>
            changeExporting({ picture: { ...picture, scale: currentTarget.value === '2' ? 2 : 1 } })
          }
        >
          <option value={1}>{t('scale1')}</option>
          <option value={2}>{t('scale2')}</option>
        </select>
      </label>
    </div>
  );
}
