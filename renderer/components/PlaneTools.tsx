import { Popover } from 'radix-ui';
import { ArrowDownUp, Pause, Play, SlidersHorizontal } from 'lucide-react';
import { slabNames } from '../display/slabNames.ts';
import type { PlaneName } from '../geometry/planes.ts';
import { thickestSlabMm } from '../interaction/viewActions.ts';
import { fastestCine, reverseCine, setCineSpeed, toggleCine, useCine } from '../stores/cine.ts';
import { changeSlab, useViews, type Slab } from '../stores/views.ts';
import { CheckField } from './CheckField.tsx';
import { SliderField } from './SliderField.tsx';

/** Cine, and the panel with how a plane is shown. */
export function PlaneTools({ name }: { name: PlaneName }) {
  const playing = useCine((state) => state.playing === name);
  return (
    <>
      <button
        type="button"
        className="icon-button pane-tool"
        data-on={playing}
        aria-label={playing ? 'Pause cine' : 'Play cine'}
        title={playing ? 'Pause (C or Esc)' : 'Play through the slices (C)'}
        data-testid={`cine-${name}`}
        onClick={() => toggleCine(name)}
      >
        {playing ? <Pause size={14} /> : <Play size={14} />}
      </button>
      <Popover.Root>
        <Popover.Trigger
          className="icon-button pane-tool"
          aria-label={`Thick slice, cine and smoothing of the ${name} plane`}
          title="Thick slice, cine, smoothing"
          data-testid={`plane-tools-${name}`}
        >
          <SlidersHorizontal size={14} />
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            className="menu tool-panel"
            align="start"
            sideOffset={4}
            aria-label="Plane settings"
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
  return (
    <>
      <div className="choice tool-choice" role="group" aria-label="Thick slice">
        {(Object.keys(slabNames) as Slab['projection'][]).map((one) => (
          <button
            key={one}
            type="button"
            className="button choice-button"
            aria-pressed={one === projection}
            data-testid={`slab-${one}`}
            onClick={() => changeSlab(name, { projection: one })}
          >
            {slabNames[one]}
          </button>
        ))}
      </div>
      <SliderField
        label="Thickness"
        text={`${thicknessMm} mm`}
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
  return (
    <div className="field">
      <label className="field tool-field">
        <span>Cine</span>
        <input
          type="range"
          min={1}
          max={fastestCine}
          value={framesPerSecond}
          aria-label="Cine speed"
          aria-valuetext={`${framesPerSecond} slices a second`}
          onChange={({ currentTarget }) => setCineSpeed(currentTarget.valueAsNumber)}
        />
        <output>{framesPerSecond}/s</output>
      </label>
      <button
        type="button"
        className="icon-button"
        aria-label="The other way"
        title="The other way (Shift + C)"
        onClick={reverseCine}
      >
        <ArrowDownUp size={14} />
      </button>
    </div>
  );
}

function InterpolationField() {
  const smooth = useViews(({ interpolation }) => interpolation === 'linear');
  return (
    <CheckField
      label="Smooth between voxels, in all planes"
      checked={smooth}
      testId="interpolation"
      onChange={(checked) => useViews.setState({ interpolation: checked ? 'linear' : 'nearest' })}
    />
  );
}
