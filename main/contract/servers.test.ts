import { expect, test } from 'vitest';
import { isReadableOnTheWay, leavesComputer, serverNameSchema, serverUrlSchema } from './servers.ts';

test.each([
  ['http://localhost:8000', false, false],
  ['http://127.0.0.1', false, false],
  ['grpc://[::1]:8001', false, false],
  ['http://gpu.example.org:8000', true, true],
  ['grpc://10.0.0.7', true, true],
  ['https://gpu.example.org/triton', true, false],
  ['grpcs://gpu.example.org:443/', true, false],
  ['HTTP://LOCALHOST', false, false],
  ['http://localhost.example.org', true, true],
])('%s: leaves the computer %s, readable on the way %s', (url, leaves, readable) => {
  expect(serverUrlSchema.safeParse(url).success).toBe(true);
  expect([leavesComputer(url), isReadableOnTheWay(url)]).toEqual([leaves, readable]);
});

test.each([
  ...['', 'https://', 'gpu.example.org:8000', 'ftp://gpu', 'http://user:secret@gpu', 'http://gpu?key=1'],
  ...['http://gpu#part', 'grpc://gpu/path', 'http://gpu:port', 'http://a b'],
])('"%s" is no URL of a server', (url) => {
  expect(serverUrlSchema.safeParse(url).success).toBe(false);
});

test('a name has no colon and is not empty', () => {
  expect(serverNameSchema.parse('  GPU server ')).toBe('GPU server');
  for (const name of ['', '  ', 'a:b', 'x'.repeat(65)])
    expect(serverNameSchema.safeParse(name).success).toBe(false);
});
