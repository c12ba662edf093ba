/**
 * Has glibc ask for huge pages where it gives a process memory (2.35 and later; others don't know the word): a network's
 * first run touches some 300 MB, and page by page that takes a tenth of it. A setting of the user's own stays.
 */
export function hugePages(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = env['GLIBC_TUNABLES'];
  return process.platform === 'linux' && own === undefined
    ? { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' }
    : {};
}
