import { useEffect, useId, useMemo } from 'react';
import { Popover } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { goOn } from '../../engine/tour.ts';
import { useScan } from '../../stores/scan.ts';
import { endTour, moveTour, tourSteps, type TourStep } from '../../stores/tour.ts';

const sides = { open: 'bottom', look: 'right', segment: 'bottom', correct: 'right' } as const;

const targetsOf = (step: TourStep) => [...document.querySelectorAll<HTMLElement>(`[data-tour="${step}"]`)];

/** What one step says, beside the last of its controls; all of them are framed. */
export function TourStepView({ step }: { step: TourStep }) {
  const { t } = useTranslation('tour');
  const [titleId, textId] = [useId(), useId()];
  const hasScan = useScan(({ scan }) => scan !== null);
  useEffect(() => {
    const targets = targetsOf(step);
    for (const target of targets) target.dataset['tourShown'] = 'true';
    return () => {
      for (const target of targets) delete target.dataset['tourShown'];
    };
  }, [step]);
  const anchor = useMemo(
    () => ({
      current: {
        getBoundingClientRect: () => targetsOf(step).at(-1)?.getBoundingClientRect() ?? new DOMRect(),
      },
    }),
    [step],
  );
  const number = tourSteps.indexOf(step) + 1;
  const opensSample = step === 'open' && !hasScan;
  return (
    <Popover.Root open onOpenChange={(open) => !open && endTour()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className="menu tour"
          side={sides[step]}
          align="start"
          sideOffset={10}
          collisionPadding={12}
          aria-labelledby={titleId}
          aria-describedby={textId}
          data-testid={`tour-${step}`}
          onInteractOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
        >
          <h2 id={titleId}>{t(`${step}Title`)}</h2>
          <p id={textId}>{t(step)}</p>
          <div className="tour-actions">
            <span className="tour-number">{t('stepOf', { step: number, count: tourSteps.length })}</span>
            <button type="button" className="button" data-testid="tour-skip" onClick={endTour}>
              {t('skip')}
            </button>
            {number > 1 && (
              <button type="button" className="button" onClick={() => moveTour(-1)}>
                {t('back')}
              </button>
            )}
            <button type="button" className="button primary" autoFocus data-testid="tour-next" onClick={goOn}>
              {t(opensSample ? 'openSample' : number === tourSteps.length ? 'done' : 'next')}
            </button>
          </div>
          <Popover.Arrow className="tour-arrow" width={14} height={7} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
