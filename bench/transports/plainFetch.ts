/** The same request as one writes it without a second thought: one body, fetch(), the answer as an ArrayBuffer. */
export async function plainFetch(
  server: string,
  model: string,
  volume: Int16Array,
  shape: readonly number[],
  headers: Readonly<Record<string, string>>,
): Promise<Float32Array> {
  const bytes = new Uint8Array(volume.buffer, volume.byteOffset, volume.byteLength);
  const json = Buffer.from(
    JSON.stringify({
      inputs: [
        { name: 'volume', datatype: 'INT16', shape, parameters: { binary_data_size: bytes.byteLength } },
      ],
      outputs: [{ name: 'result', parameters: { binary_data: true } }],
    }),
  );
  const reply = await fetch(`${server}/v2/models/${model}/infer`, {
    method: 'POST',
    headers: { ...headers, 'inference-header-content-length': String(json.byteLength) },
    body: Buffer.concat([json, bytes]),
  });
  if (!reply.ok) throw new Error(`fetch() got status ${reply.status}: ${await reply.text()}`);
  const jsonLength = Number(reply.headers.get('inference-header-content-length'));
  return new Float32Array((await reply.arrayBuffer()).slice(jsonLength));
}
