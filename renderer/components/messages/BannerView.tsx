import { CircleAlert, Info, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { dismissBanner, useApp } from '../../stores/app.ts';
import { BreakableText } from './BreakableText.tsx';
import { IconButton } from '../IconButton.tsx';

/** One sentence on what went wrong or was done, until it is dismissed or replaced. */
export function BannerView() {
  const banner = useApp((state) => state.banner);
  const { t } = useTranslation('window');
  if (!banner) return null;
  const isError = banner.tone === 'error';
  return (
    <div className={`banner banner-${banner.tone}`} role={isError ? 'alert' : 'status'} data-testid="banner">
      {isError ? <CircleAlert size={18} /> : <Info size={18} />}
      <span className="banner-text">
        <BreakableText text={banner.message} />
      </span>
      <IconButton label={t('dismiss')} hint={t('dismissHint')} onClick={dismissBanner}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
