import { useEffect } from 'react';
import { followCrosshair } from '../stores/compare.ts';
import { useLayout } from '../stores/layout.ts';

/** Keeps two scans beside each other at one place, while they are compared. */
export function useComparison(): void {
  const comparing = useLayout(({ compared }) => compared !== null);
  useEffect(() => (comparing ? followCrosshair() : undefined), [comparing]);
}
