import type { Language } from '../../main/contract/appearance.ts';
import deAgreement from './de/agreement.json';
import deBars from './de/bars.json';
import deCompare from './de/compare.json';
import deHeader from './de/header.json';
import deHelp from './de/help.json';
import deJobs from './de/jobs.json';
import deKeys from './de/keys.json';
import deLayouts from './de/layouts.json';
import deMeasure from './de/measure.json';
import deModels from './de/models.json';
import deOperations from './de/operations.json';
import deOutput from './de/output.json';
import dePanes from './de/panes.json';
import dePresets from './de/presets.json';
import deProcessors from './de/processors.json';
import deReport from './de/report.json';
import deRun from './de/run.json';
import deScan from './de/scan.json';
import deSegments from './de/segments.json';
import deServers from './de/servers.json';
import deSettings from './de/settings.json';
import deSeveral from './de/several.json';
import deShortcuts from './de/shortcuts.json';
import deSlab from './de/slab.json';
import deToasts from './de/toasts.json';
import deTools from './de/tools.json';
import deTour from './de/tour.json';
import deUnits from './de/units.json';
import deVolume from './de/volume.json';
import deWindow from './de/window.json';
import deWorklist from './de/worklist.json';
import enAgreement from './en/agreement.json';
import enBars from './en/bars.json';
import enCompare from './en/compare.json';
import enHeader from './en/header.json';
import enHelp from './en/help.json';
import enJobs from './en/jobs.json';
import enKeys from './en/keys.json';
import enLayouts from './en/layouts.json';
import enMeasure from './en/measure.json';
import enModels from './en/models.json';
import enOperations from './en/operations.json';
import enOutput from './en/output.json';
import enPanes from './en/panes.json';
import enPresets from './en/presets.json';
import enProcessors from './en/processors.json';
import enReport from './en/report.json';
import enRun from './en/run.json';
import enScan from './en/scan.json';
import enSegments from './en/segments.json';
import enServers from './en/servers.json';
import enSettings from './en/settings.json';
import enSeveral from './en/several.json';
import enShortcuts from './en/shortcuts.json';
import enSlab from './en/slab.json';
import enToasts from './en/toasts.json';
import enTools from './en/tools.json';
import enTour from './en/tour.json';
import enUnits from './en/units.json';
import enVolume from './en/volume.json';
import enWindow from './en/window.json';
import enWorklist from './en/worklist.json';

/** Every message of the window, by language and by area of the window. English is what the others are held to. */
export const languages = {
  en: {
    agreement: enAgreement,
    bars: enBars,
    compare: enCompare,
    header: enHeader,
    help: enHelp,
    jobs: enJobs,
    keys: enKeys,
    layouts: enLayouts,
    measure: enMeasure,
    models: enModels,
    operations: enOperations,
    output: enOutput,
    panes: enPanes,
    presets: enPresets,
    processors: enProcessors,
    report: enReport,
    run: enRun,
    scan: enScan,
    segments: enSegments,
    servers: enServers,
    settings: enSettings,
    several: enSeveral,
    shortcuts: enShortcuts,
    slab: enSlab,
    toasts: enToasts,
    tools: enTools,
    tour: enTour,
    units: enUnits,
    volume: enVolume,
    window: enWindow,
    worklist: enWorklist,
  },
  de: {
    agreement: deAgreement,
    bars: deBars,
    compare: deCompare,
    header: deHeader,
    help: deHelp,
    jobs: deJobs,
    keys: deKeys,
    layouts: deLayouts,
    measure: deMeasure,
    models: deModels,
    operations: deOperations,
    output: deOutput,
    panes: dePanes,
    presets: dePresets,
    processors: deProcessors,
    report: deReport,
    run: deRun,
    scan: deScan,
    segments: deSegments,
    servers: deServers,
    settings: deSettings,
    several: deSeveral,
    shortcuts: deShortcuts,
    slab: deSlab,
    toasts: deToasts,
    tools: deTools,
    tour: deTour,
    units: deUnits,
    volume: deVolume,
    window: deWindow,
    worklist: deWorklist,
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
