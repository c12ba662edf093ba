/**
 * The engine's process with one thing more: asked over the socket VOLSCOPE_TEST_SOCKET it collects its garbage and
 * answers with `process.memoryUsage()`. VOLSCOPE_TEST_ENTRY is the engine itself.
 */
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
createServer((_request, response) => {
  // Twice: what only a finalised object held goes with the second.
  collectGarbage();
  collectGarbage();
  response.end(JSON.stringify(process.memoryUsage()));
}).listen(process.env.VOLSCOPE_TEST_SOCKET);

await import(process.env.VOLSCOPE_TEST_ENTRY);
