'use client';

import { type CalendarDate, parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from 'react-aria-components/Calendar';
import { DateInput, DatePicker, DateSegment, Group, Popover } from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { CONTROL, FieldErrorText, FieldFrame, FieldHelp, FieldLabel, type FieldProps } from './field';
import { POPOVER } from './popover-style';

/** `yyyy-mm-dd` to a calendar date; anything else is no date. */
function toCalendar(day: string | null | undefined): CalendarDate | null {
  if (!day) return null;
  try {
    return parseDate(day.slice(0, 10));
  } catch {
    return null;
  }
}

const ARROW =
  'grid size-9 cursor-pointer place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink disabled:opacity-40';

/** A day, typed (JJ/MM/AAAA) or picked. The value is `yyyy-mm-dd`; empty or unfinished gives `null`. */
export function DateField({
  id,
  className,
  label,
  description,
  errorMessage,
  hideLabel,
  value,
  onChange,
  min,
  max,
  ...props
}: FieldProps<string | null> & {
  /** First and last day that may be picked, `yyyy-mm-dd`. */
  min?: string;
  max?: string;
}) {
  return (
    <FieldFrame id={id} className={className}>
      <DatePicker
        {...props}
        value={value === undefined ? undefined : toCalendar(value)}
        onChange={(date) => onChange?.(date ? date.toString() : null)}
        minValue={toCalendar(min) ?? undefined}
        maxValue={toCalendar(max) ?? undefined}
        granularity="day"
        shouldForceLeadingZeros
        isInvalid={Boolean(errorMessage)}
        validationBehavior="aria"
        className="group flex flex-col gap-1"
      >
        <FieldLabel elementType="span" isRequired={props.isRequired} hideLabel={hideLabel}>
          {label}
        </FieldLabel>
        <FieldHelp>{description}</FieldHelp>
        <Group
          className={`${CONTROL} flex max-w-44 items-stretch focus-within:outline-3 focus-within:outline-focus focus-within:outline-offset-2 hover:border-ink group-data-invalid:border-2 group-data-invalid:border-danger`}
        >
          <DateInput className="tabular flex min-h-10 flex-1 items-center px-3 py-1.5 pointer-coarse:min-h-11">
            {(segment) => (
              <DateSegment
                segment={segment}
                className="rounded-sm px-px outline-none data-focused:bg-accent data-placeholder:text-soft data-focused:text-on-accent data-focused:data-placeholder:text-on-accent"
              />
            )}
          </DateInput>
          <Button className="grid w-10 shrink-0 cursor-pointer place-items-center text-soft hover:text-ink">
            <CalendarDays aria-hidden className="size-4.5" />
          </Button>
        </Group>
        <FieldErrorText>{errorMessage}</FieldErrorText>
        <Popover className={POPOVER} offset={4}>
          <Dialog className="p-3 outline-none">
            <Calendar firstDayOfWeek="mon">
              <header className="flex items-center gap-1 pb-2">
                <CalendarHeading className="flex-1 pl-2 font-semibold first-letter:uppercase" />
                <Button slot="previous" className={ARROW}>
                  <ChevronLeft aria-hidden className="size-5" />
                </Button>
                <Button slot="next" className={ARROW}>
                  <ChevronRight aria-hidden className="size-5" />
                </Button>
              </header>
              <CalendarGrid weekdayStyle="short" className="tabular">
                <CalendarGridHeader>
                  {(day) => (
                    <CalendarHeaderCell className="pb-1 font-normal text-soft text-xs">
                      {day}
                    </CalendarHeaderCell>
                  )}
                </CalendarGridHeader>
                <CalendarGridBody>
                  {(date) => (
                    <CalendarCell
                      date={date}
                      className="grid size-9 cursor-pointer place-items-center rounded-md hover:bg-accent-soft data-disabled:cursor-default data-disabled:text-soft data-outside-month:invisible data-selected:bg-accent data-unavailable:line-through data-selected:text-on-accent data-today:font-bold data-today:underline"
                    />
                  )}
                </CalendarGridBody>
              </CalendarGrid>
            </Calendar>
          </Dialog>
        </Popover>
      </DatePicker>
    </FieldFrame>
  );
}
