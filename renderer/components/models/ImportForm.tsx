import { useState } from 'react';
import { FileInput, FolderInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { importFromUrl } from '../../engine/modelPanel.ts';
import { importByDialog } from '../../engine/models.ts';

/** Ways to bring a model in: a file, a folder, a web address. */
export function ImportForm() {
  const [url, setUrl] = useState('');
  const { t } = useTranslation('models');
  return (
    <section aria-label={t('import')}>
      <h3>{t('import')}</h3>
      <p className="hint">{t('importHint')}</p>
      <div className="import-ways">
        <button
          type="button"
          className="button"
          data-testid="import-file"
          onClick={() => importByDialog('file')}
        >
          <FileInput size={14} /> {t('chooseFile')}
        </button>
        <button
          type="button"
          className="button"
          data-testid="import-folder"
          onClick={() => importByDialog('folder')}
        >
          <FolderInput size={14} /> {t('chooseFolder')}
        </button>
      </div>
      <form
        className="import-ways"
        onSubmit={(event) => {
          event.preventDefault();
          importFromUrl(url);
        }}
      >
        <input
          type="text"
          className="text-input import-url"
          inputMode="url"
          placeholder={t('addressBegins')}
          aria-label={t('address')}
          value={url}
          maxLength={4000}
          onChange={({ currentTarget }) => setUrl(currentTarget.value)}
        />
        <button type="submit" className="button" disabled={url.trim() === ''}>
          {t('fetch')}
        </button>
      </form>
    </section>
  );
}
