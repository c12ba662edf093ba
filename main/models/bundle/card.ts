import type { LabelClass } from '../../contract/manifest.ts';
import type { Recipe, RecipeStep } from '../../contract/recipe.ts';
import type { Metadata } from './metadata.ts';

export interface CardInput {
  readonly name: string;
  readonly metadata: Metadata;
  readonly licence: string;
  readonly recipe: Recipe;
  readonly classes: readonly LabelClass[];
  readonly network: string;
}

/** The card of an imported bundle: what it says of itself, and what Volscope does with a scan for it. */
export function cardOf({ name, metadata, licence, recipe, classes, network }: CardInput): string {
  const facts: [string, string | undefined][] = [
    ['Task', metadata.task],
    ['Version', metadata.version],
    ['Licence', licence],
    ['Copyright', metadata.copyright],
    ['Authors', metadata.authors],
    ['Network', network],
    ['Intended use', metadata.intended_use],
  ];
  const data: [string, string | undefined][] = [
    ['Data', metadata.data_source],
    ['Images', metadata.image_classes],
    ['Labels', metadata.label_classes],
  ];
  const metrics = Object.entries(metadata.eval_metrics ?? {}).map(
    ([metric, value]) => `- ${metric}: ${String(value)}`,
  );
  return [
    `# ${name}`,
    '**Not for diagnosis.** Imported from a MONAI bundle; what follows is what the bundle says of itself.',
    metadata.description ?? '',
    list(facts),
    '## What it was trained on',
    list(data) || 'The bundle does not say.',
    '## Figures as reported',
    metrics.length > 0 ? metrics.join('\n') : 'The bundle reports none.',
    'Figures are of the data of those who made the model; on other scans it may do worse.',
    '## What it finds',
    classes.map((each) => `- ${each.value}: ${each.name}`).join('\n'),
    '## What is done with a scan',
    [...recipe.steps.map(describeStep), ...describeRest(recipe)].map((line) => `- ${line}`).join('\n'),
    ...(metadata.references?.length
      ? ['## References', metadata.references.map((each) => `- ${each}`).join('\n')]
      : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function list(facts: readonly [string, string | undefined][]): string {
  return facts
    .filter(([, value]) => value)
    .map(([what, value]) => `- ${what}: ${value}`)
    .join('\n');
}

function describeStep(step: RecipeStep): string {
  switch (step.kind) {
    case 'orientation':
      return `Axes turned to ${step.axes}`;
    case 'spacing':
      return `Voxels of ${step.spacingMm.map((mm) => (mm === 0 ? 'own size' : `${mm} mm`)).join(' x ')} (${step.mode})`;
    case 'resize':
      return `Grid of ${step.shapeIjk.map((n) => n || 'own size').join(' x ')} (${step.mode})`;
    case 'cropForeground':
      return `Cropped to the box of what is above ${step.above}, margin ${step.margin.join(', ')}`;
    case 'scaleIntensityRange':
      return `Values from ${step.from.join('..')} to ${step.to?.join('..') ?? '0..1'}${step.clip ? ', clipped' : ''}`;
    case 'scaleIntensity':
      return `The scan's own range of values to ${step.to.join('..')}`;
    case 'multiplyIntensity':
      return `Values times ${1 + step.factor}`;
    case 'normalizeIntensity':
      return `Values less ${step.subtrahend ?? 'their mean'}, divided by ${step.divisor ?? 'their standard deviation'}${step.nonzero ? ' (voxels other than 0)' : ''}`;
    case 'clipIntensityPercentiles':
      return `Values clipped to their percentiles ${step.lower ?? 0} and ${step.upper ?? 100}`;
  }
}

function describeRest({ inferer, activation, restore, decision, keepLargest }: Recipe): string[] {
  return [
    inferer.kind === 'whole'
      ? 'The network sees all of it at once'
      : `The network sees windows of ${inferer.roiIjk.join(' x ')}, overlapping by ${inferer.overlap.join(', ')} (${inferer.blend.kind} weights)`,
    `${activation === 'none' ? 'Values' : activation} and ${decision.kind === 'argmax' ? 'the largest class' : `class 1 from ${decision.from}`}`,
    `${restore.of === 'values' ? 'Values' : 'Labels'} brought back to the scan's grid (${restore.mode})`,
    ...(keepLargest
      ? [`The largest component of ${keepLargest.labels?.join(', ') ?? 'every class'} is kept`]
      : []),
  ];
}
