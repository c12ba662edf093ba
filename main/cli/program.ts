import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { VolscopeError } from '../contract/errors.ts';
import { providerChoiceSchema } from '../contract/provider.ts';
import { VERSION } from '../version.ts';
import { compare } from './compare.ts';
import { exportTritonCommand } from './exportTriton.ts';
import { info } from './info.ts';
import {
  catalogueCommand,
  importCommand,
  installCommand,
  listCommand,
  removeCommand,
} from './modelCommands.ts';
import { providers } from './providers.ts';
import { segment } from './segment.ts';
import { addServerOptions } from './server.ts';

/** The command line, as README has it. Wrong usage is thrown as VolscopeError('usage'). */
export function makeProgram(): Command {
  const program = new Command('volscope')
    .description('Finds organs in CT scans: a scan in, its mask, contour and report out. Not for diagnosis.')
    .version(VERSION);

  addServerOptions(program.command('segment'))
    .description('write the mask, contour and report of one or several scans')
    .argument('[scans...]', 'NIfTI-1 files (.nii or .nii.gz)')
    .option('--list <file>', 'a text file that names scans, one path a line ("-": standard input)')
    .requiredOption('--out <folder>', 'where to write to; several scans: with a summary of all')
    .option('--force', 'segment scans anew that are finished already')
    .option('--model <id>', 'the model to use', 'spleen-monai-tutorial')
    .addOption(
      new Option('--provider <name>', 'the processor to use')
        .choices(providerChoiceSchema.options)
        .default('auto'),
    )
    .addOption(
      new Option('--grid <grid>', "the scan's own grid or the network's")
        .choices(['scan', 'network'])
        .default('scan'),
    )
    .addOption(
      new Option('--refine [strength]', "snap the mask to the image's edges, 0 (not at all) to 1")
        .preset('1')
        .argParser(share),
    )
    .option('--frame <n>', 'which volume of a 4D file, from 0', wholeNumber)
    .option('--threads <n>', 'processor threads for the network (0: as fits this machine)', wholeNumber, 0)
    .option('--json', 'print the report (an array for several scans) and nothing else')
    .addHelpText('after', segmentHelp)
    .action(segment);

  program
    .command('info')
    .description('show what a scan is: size, spacing, orientation, values')
    .argument('<scan>')
    .option('--frame <n>', 'which volume of a 4D file, from 0', wholeNumber)
    .option('--json', 'as JSON')
    .action(info);

  program
    .command('compare')
    .description(
      'show how far two masks of one scan agree: volumes, Dice, Jaccard, distance of their surfaces',
    )
    .argument('<A>', 'a label file (.nii or .nii.gz)')
    .argument('<B>', 'another on the same grid')
    .option('--json', 'as JSON')
    .action(compare);

  program
    .command('providers')
    .description('show the processors that can run a network, each tried by a real run')
    .option('--json', 'as JSON')
    .action(providers);

  const models = program.command('models').description('list, import and remove models');
  models.command('list').description('the installed models').option('--json', 'as JSON').action(listCommand);
  models
    .command('import')
    .description('install a model: a MONAI bundle, or a network with a manifest beside it')
    .argument('<path or URL>')
    .option('--as <id>', 'the id that it gets')
    .option('--replace', 'in the place of an installed model of that id')
    .action(importCommand);
  models
    .command('catalogue')
    .description('the models that can be downloaded')
    .option('--json', 'as JSON')
    .action(catalogueCommand);
  models
    .command('install')
    .description('download a model of the catalogue and install it')
    .argument('<id>')
    .option('--as <id>', 'the id that it gets')
    .option('--replace', 'in the place of an installed model of that id')
    .action(installCommand);
  models.command('remove').description('remove an imported model').argument('<id>').action(removeCommand);
  addExportTriton(models);

  throwInsteadOfExit(program);
  return program;
}

const segmentHelp = `
Several scans, or a --list, are a batch: a bad scan does not stop the others, scans that are finished
already are left alone, so that the same command goes on after an interruption, and volscope_summary.csv
and .json list volumes and failures. Exit codes: 0 all done; else that of the first scan in the list that
failed: 3 it can't be read, 4 model, 5 network, 6 output; 2 usage, 130 cancelled.`;

function addExportTriton(models: Command): void {
  models
    .command('export-triton')
    .description('write a model into the repository of a Triton Inference Server')
    .argument('<id>')
    .requiredOption('--out <repository>', 'the folder that the server is started with')
    .addOption(
      new Option(
        '--backend <name>',
        "what runs the graph: Triton's own onnxruntime, or the one of its Python",
      )
        .choices(['onnxruntime', 'python'])
        .default('onnxruntime'),
    )
    .option('--instances <n>', 'how many run at once on each GPU, or on the CPU', wholeNumber, 1)
    .option('--threads <n>', 'processor threads of each where there is no GPU (0: as fits)', wholeNumber, 0)
    .addOption(
      new Option('--tensorrt <precision>', 'let TensorRT compute what it can').choices(['fp32', 'fp16']),
    )
    .option(
      '--reference-name <name>',
      "the name of the variant for clients of MONAI's tutorial",
      'spleen_seg',
    )
    .action(exportTritonCommand);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1.');
  return value;
}

/** Commander prints and exits by itself; here every error is one line and an exit code of ours. */
function throwInsteadOfExit(command: Command): void {
  command.configureOutput({ writeErr: () => undefined });
  command.exitOverride((error) => {
    throw asUsageError(error);
  });
  for (const child of command.commands) throwInsteadOfExit(child);
}

function asUsageError(error: CommanderError): Error {
  if (error.exitCode === 0) return error;
  const text = error.message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
  const help = error.code === 'commander.help' ? 'no command was given' : text;
  return new VolscopeError('usage', `${help}; see "volscope --help".`);
}
