import { Eye, EyeOff, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Measurement } from '../../main/contract/measurement.ts';
import { measurementDetails, measurementValue } from '../display/measurementText.ts';
import { changeMeasurement, removeMeasurement, showMeasurement, valuesOf } from '../engine/measurements.ts';
import { EditableName } from './EditableName.tsx';
import { measurementIcons } from './MeasureTools.tsx';
import { IconButton } from './IconButton.tsx';

interface MeasurementRowProps {
  readonly scanId: string;
  readonly measurement: Measurement;
  readonly selected: boolean;
}

/** One measurement: its kind (which leads to its slice), name and value, whether it is shown, and Delete. */
export function MeasurementRow({ scanId, measurement, selected }: MeasurementRowProps) {
  const { id, kind, name, visible } = measurement;
  const { t } = useTranslation('measure');
  const Icon = measurementIcons[kind];
  const values = valuesOf(scanId, measurement);
  const details = values && measurementDetails(values);
  return (
    <div className="measurement" data-selected={selected} data-testid="measurement">
      <IconButton
        label={t('jumpTo', { name })}
        hint={t('jump')}
        onClick={() => showMeasurement(scanId, measurement)}
      >
        <Icon size={14} />
      </IconButton>
      <EditableName
        name={name}
        label={t('nameOf')}
        onChange={(next) => changeMeasurement(scanId, id, { name: next })}
      />
      <span className="measurement-value" data-testid="measurement-value">
        {values && measurementValue(values)}
      </span>
      <IconButton
        label={t(visible ? 'hideIt' : 'showIt', { name })}
        hint={t(visible ? 'hide' : 'show')}
        pressed={visible}
        onClick={() => changeMeasurement(scanId, id, { visible: !visible })}
      >
        {visible ? <Eye size={14} /> : <EyeOff size={14} />}
      </IconButton>
      <IconButton
        label={t('deleteIt', { name })}
        hint={t('delete')}
        onClick={() => removeMeasurement(scanId, id)}
      >
        <Trash2 size={14} />
      </IconButton>
      {details && <span className="measurement-details">{details}</span>}
    </div>
  );
}
