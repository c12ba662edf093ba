/** Files that are bundled as text: what a Triton server runs. */
declare module '*.py' {
  const text: string;
  export default text;
}
