import { Popover } from 'radix-ui';
import { ArrowDownUp, Pause, Play, SlidersHorizontal } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inMm } from '../display/quantities.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { slabProjections, thickestSlabMm } from '../interaction/viewActions.ts';
import { fastestCine, reverseCine, setCineSpeed, toggleCine, useCine } from '../stores/cine.ts';
import { changeSlab, useViews } from '../stores/views.ts';
import { CheckField } from './CheckField.tsx';
import { SliderField } from './SliderField.tsx';
import { IconButton } from './IconButton.tsx';

/** Cine, and the panel with how a plane is shown. */
export function PlaneTools({ name }: { name: PlaneName }) {
  const playing = useCine((state) => state.playing === name);
  const { t } = useTranslation('panes');
  return (
    <>
      <button
        type="button"
        className="icon-button pane-tool"
        data-on={playing}
        aria-label={t(playing ? 'pauseCine' : 'playCine')}
        title={t(playing ? 'pauseCineHint' : 'playCineHint')}
        data-testid={`cine-${name}`}
        onClick={() => toggleCine(name)}
      >
        {playing ? <Pause size={14} /> : <Play size={14} />}
      </button>
      <Popover.Root>
        <Popover.Trigger
          className="icon-button pane-tool"
          aria-label={t('toolsOf', { plane: t(name) })}
          title={t('toolsHint')}
          data-testid={`plane-tools-${name}`}
        >
          <SlidersHorizontal size={14} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="menu tool-panel"
            align="start"
            sideOffset={4}
            aria-label={t('settings')}
          >
            <SlabFields name={name} />
            <CineFields />
            <InterpolationField />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}

function SlabFields({ name }: { name: PlaneName }) {
  const { projection, thicknessMm } = useViews(({ slabs }) => slabs[name]);
  const { t } = useTranslation(['panes', 'slab']);
  return (
    <>
      <div className="choice tool-choice" role="group" aria-label={t('thickSlice')}>
        {slabProjections.map((one) => (
          <button
            key={one}
            type="button"
            className="button choice-button"
            aria-pressed={one === projection}
            data-testid={`slab-${one}`}
            onClick={() => changeSlab(name, { projection: one })}
          >
            {t(`slab:${one}`)}
          </button>
        ))}
      </div>
      <SliderField
        label={t('thickness')}
        text={inMm(thicknessMm)}
        min={1}
        max={60}
        value={Math.min(60, thicknessMm)}
        disabled={projection === 'off'}
        testId="slab-thickness"
        onChange={(value) => changeSlab(name, { thicknessMm: Math.min(thickestSlabMm, value) })}
      />
    </>
  );
}

function CineFields() {
  const framesPerSecond = useCine((state) => state.framesPerSecond);
  const { t } = useTranslation('panes');
  return (
    <div className="field">
      <label className="field tool-field">
        <span>{t('cine')}</span>
        <input
          type="range"
          min={1}
          max={fastestCine}
          value={framesPerSecond}
          aria-label={t('cineSpeed')}
          aria-valuetext={t('slicesASecond', { count: framesPerSecond })}
          onChange={({ currentTarget }) => setCineSpeed(currentTarget.valueAsNumber)}
        />
        <output>{t('perSecond', { count: framesPerSecond })}</output>
      </label>
      <IconButton label={t('otherWay')} hint={t('otherWayHint')} onClick={reverseCine}>
        <ArrowDownUp size={14} />
      </IconButton>
    </div>
  );
}

function InterpolationField() {
  const smooth = useViews(({ interpolation }) => interpolation === 'linear');
  const { t } = useTranslation('panes');
  return (
    <CheckField
      label={t('smooth')}
      checked={smooth}
      testId="interpolation"
      onChange={(checked) => useViews.setState({ interpolation: checked ? 'linear' : 'nearest' })}
    />
  );
}
