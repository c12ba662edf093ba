import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** A graphics processor as the system names it. */
export interface GraphicsDevice {
  readonly name: string;
  /** The driver's version, or its name where it has none; empty where the system doesn't tell. */
  readonly driver: string;
}

/** A system that takes longer to list its devices is gone on without. */
const patienceMs = 5_000;

let found: Promise<readonly GraphicsDevice[]> | undefined;
let known: readonly GraphicsDevice[] = [];

/** The graphics processors of this computer, NVIDIA's first; asked of the system once a process. */
export async function graphicsDevices(): Promise<readonly GraphicsDevice[]> {
  found ??= ask().catch(() => []);
  known = await found;
  return known;
}

/** What `graphicsDevices` found, for those who can't wait; empty before it has. */
export function knownGraphicsDevices(): readonly GraphicsDevice[] {
  return known;
}

async function ask(): Promise<readonly GraphicsDevice[]> {
  const devices = await onThisPlatform();
  const isNvidia = ({ name }: GraphicsDevice) => /nvidia/i.test(name);
  return [...devices.filter(isNvidia), ...devices.filter((device) => !isNvidia(device))];
}

async function onThisPlatform(): Promise<GraphicsDevice[]> {
  switch (process.platform) {
    case 'linux':
      return linuxDevices();
    case 'darwin':
      return parseSystemProfiler(await output('system_profiler', ['SPDisplaysDataType', '-json']));
    case 'win32':
      return parseVideoControllers(
        await output('powershell.exe', ['-NoProfile', '-Command', videoControllers]),
      );
    default:
      return [];
  }
}

const videoControllers =
  'ConvertTo-Json @(Get-CimInstance Win32_VideoController | Select-Object Name, DriverVersion)';

async function output(command: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { timeout: patienceMs, windowsHide: true });
  return stdout;
}

async function linuxDevices(): Promise<GraphicsDevice[]> {
  // A Vulkan driver that was named stands in for those of the system.
  const icd = process.env['VK_ICD_FILENAMES'] ?? '';
  if (/swiftshader|lvp/i.test(icd)) return [{ name: 'software Vulkan driver', driver: basename(icd) }];
  const nvidia = await nvidiaDevices();
  if (nvidia.length > 0) return nvidia;
  const drm = '/sys/class/drm';
  const cards = (await readdir(drm).catch(() => [])).filter((name) => /^card\d+$/.test(name));
  const events = await Promise.all(
    cards.map((card) => readFile(join(drm, card, 'device', 'uevent'), 'utf8').catch(() => '')),
  );
  return events.flatMap(parseDrmDevice);
}

async function nvidiaDevices(): Promise<GraphicsDevice[]> {
  const driver = '/proc/driver/nvidia';
  const version = await readFile(join(driver, 'version'), 'utf8').catch(() => '');
  const places = await readdir(join(driver, 'gpus')).catch(() => []);
  const texts = await Promise.all(
    places.map((place) => readFile(join(driver, 'gpus', place, 'information'), 'utf8').catch(() => '')),
  );
  return texts.flatMap((text) => parseNvidiaDevice(text, version));
}

/** From /proc/driver/nvidia/gpus/<bus id>/information and /proc/driver/nvidia/version. */
export function parseNvidiaDevice(information: string, version: string): GraphicsDevice[] {
  const model = /^Model:\s*(.+)$/m.exec(information)?.[1].trim();
  if (!model) return [];
  const driver = /Kernel Module.*?\s(\d+(?:\.\d+)+)\s/.exec(version)?.[1] ?? '';
  return [{ name: /nvidia/i.test(model) ? model : `NVIDIA ${model}`, driver }];
}

const vendors: Readonly<Record<string, string>> = { '1002': 'AMD', '8086': 'Intel', '10DE': 'NVIDIA' };

/** From a card's uevent in /sys/class/drm, which has ids but no name. */
export function parseDrmDevice(uevent: string): GraphicsDevice[] {
  const [, vendor, device] = /^PCI_ID=([0-9A-F]{4}):([0-9A-F]{4})$/im.exec(uevent) ?? [];
  const maker = vendor && vendors[vendor.toUpperCase()];
  if (!maker) return [];
  return [{ name: `${maker} GPU ${device}`, driver: /^DRIVER=(.+)$/m.exec(uevent)?.[1] ?? '' }];
}

/** From `system_profiler SPDisplaysDataType -json`. */
export function parseSystemProfiler(json: string): GraphicsDevice[] {
  const { SPDisplaysDataType: rows } = JSON.parse(json) as {
    SPDisplaysDataType?: { sppci_model?: string }[];
  };
  return (rows ?? []).flatMap(({ sppci_model: name }) => (name ? [{ name, driver: '' }] : []));
}

/** From Windows' Win32_VideoController as JSON; remote desktops' own adapters compute nothing. */
export function parseVideoControllers(json: string): GraphicsDevice[] {
  const rows = JSON.parse(json) as { Name?: string; DriverVersion?: string }[];
  return rows.flatMap(({ Name: name, DriverVersion: driver = '' }) =>
    name && !/basic|remote|virtual/i.test(name) ? [{ name, driver }] : [],
  );
}
