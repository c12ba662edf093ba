/** For Vite what `loader: { '.py': 'text' }` is for esbuild: `import text from './x.py'`. */
export const pythonAsText = {
  name: 'python-as-text',
  transform: (code, id) => (id.endsWith('.py') ? `export default ${JSON.stringify(code)};` : undefined),
};
