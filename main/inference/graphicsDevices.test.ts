import { expect, test } from 'vitest';
import { deviceName } from './devices.ts';
import {
  parseDrmDevice,
  parseNvidiaDevice,
  parseSystemProfiler,
  parseVideoControllers,
} from './graphicsDevices.ts';

test('NVIDIA GPUs by the files of their driver on Linux', () => {
  const version =
    'NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024\nGCC version:  gcc 12\n';
  const information = 'Model: \t\t NVIDIA H100 80GB HBM3\nIRQ:   \t\t 123\n';
  expect(parseNvidiaDevice(information, version)).toEqual([
    { name: 'NVIDIA H100 80GB HBM3', driver: '550.54.15' },
  ]);
  expect(parseNvidiaDevice('Model: GeForce GTX 980\n', '')).toEqual([
    { name: 'NVIDIA GeForce GTX 980', driver: '' },
  ]);
  const open =
    'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  565.57.01  Release Build  (dvs-builder)\n';
  expect(parseNvidiaDevice(information, open)[0].driver).toBe('565.57.01');
  expect(parseNvidiaDevice('', version)).toEqual([]);
});

test('other GPUs on Linux by their ids', () => {
  const uevent = 'DRIVER=amdgpu\nPCI_CLASS=30000\nPCI_ID=1002:744C\nPCI_SUBSYS_ID=1DA2:E471\n';
  expect(parseDrmDevice(uevent)).toEqual([{ name: 'AMD GPU 744C', driver: 'amdgpu' }]);
  expect(parseDrmDevice('DRIVER=bochs-drm\nPCI_ID=1234:1111\n')).toEqual([]);
});

test('GPUs as Windows and macOS list them', () => {
  const controllers = [
    { Name: 'Microsoft Remote Display Adapter', DriverVersion: '10.0' },
    { Name: 'Intel(R) Iris(R) Xe Graphics', DriverVersion: '31.0.101.5590' },
  ];
  expect(parseVideoControllers(JSON.stringify(controllers))).toEqual([
    { name: 'Intel(R) Iris(R) Xe Graphics', driver: '31.0.101.5590' },
  ]);
  expect(
    parseSystemProfiler('{"SPDisplaysDataType":[{"_name":"Apple M3","sppci_model":"Apple M3"}]}'),
  ).toEqual([{ name: 'Apple M3', driver: '' }]);
});

test('a provider is named with the device it runs on: CUDA on NVIDIA alone', () => {
  const intel = { name: 'Intel Iris Xe', driver: '31.0' };
  const nvidia = { name: 'NVIDIA RTX A2000', driver: '550.54' };
  expect(deviceName('cuda', 2, [intel, nvidia])).toBe('CUDA (NVIDIA RTX A2000, driver 550.54)');
  expect(deviceName('cuda', 2, [intel])).toBe('CUDA');
  expect(deviceName('webgpu', 2, [intel])).toBe('WebGPU (Intel Iris Xe, driver 31.0)');
  expect(deviceName('coreml', 2, [{ name: 'Apple M3', driver: '' }])).toBe('Core ML (Apple M3)');
  expect(deviceName('cpu', 1, [nvidia])).toMatch(/^CPU \(.*1 thread\)$/);
});
