import { describe, expect, test } from 'vitest';
import { endpointOf } from './endpoint.ts';

describe('the URL of a server', () => {
  test.each([
    ['http://localhost', 'http', false, 'localhost', 8000, '', 'http://localhost:8000'],
    ['http://localhost:80', 'http', false, 'localhost', 80, '', 'http://localhost:80'],
    [
      'https://ct.example.org/triton/',
      'http',
      true,
      'ct.example.org',
      443,
      '/triton',
      'https://ct.example.org:443/triton',
    ],
    ['grpc://10.0.0.7', 'grpc', false, '10.0.0.7', 8001, '', 'grpc://10.0.0.7:8001'],
    ['grpcs://ct.example.org:8443', 'grpc', true, 'ct.example.org', 8443, '', 'grpcs://ct.example.org:8443'],
    ['http://[::1]:9000', 'http', false, '::1', 9000, '', 'http://[::1]:9000'],
  ])('%s', (url, transport, secure, host, port, basePath, shown) => {
    expect(endpointOf({ url })).toEqual({ transport, secure, host, port, basePath, url: shown });
  });

  test.each([
    '',
    'localhost:8000',
    'ftp://host',
    'http://',
    'http://a:b@host',
    'http://host?x=1',
    'grpc://host/path',
  ])('"%s" is refused as usage', (url) => {
    expect(() => endpointOf({ url })).toThrow(expect.objectContaining({ kind: 'usage' }) as Error);
  });

  test('a token goes in the clear to this machine alone', () => {
    expect(() => endpointOf({ url: 'http://ct.example.org', token: 't' })).toThrow(/in the clear/);
    expect(endpointOf({ url: 'http://127.0.0.1', token: 't' }).secure).toBe(false);
    expect(endpointOf({ url: 'https://ct.example.org', token: 't' }).secure).toBe(true);
  });
});
